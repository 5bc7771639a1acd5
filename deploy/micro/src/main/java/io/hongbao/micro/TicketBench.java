package io.hongbao.micro;

import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The gateway signs a ticket for every open, the packet service checks it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class TicketBench {

    private final Tickets gateway = Samples.tickets(ServiceName.GATEWAY);
    private final Tickets service = Samples.tickets(ServiceName.PACKET_SERVICE);
    private final Ticket ticket = Samples.openTicket(1_001);
    private final String signed = gateway.sign(Hop.GATEWAY_PACKET, ticket);

    @Benchmark
    public String sign() {
        return gateway.sign(Hop.GATEWAY_PACKET, ticket);
    }

    @Benchmark
    public Optional<Ticket> check() {
        return service.check(signed, Samples.NOW);
    }
}
