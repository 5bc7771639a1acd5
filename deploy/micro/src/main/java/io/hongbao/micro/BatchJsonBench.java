package io.hongbao.micro;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Tickets;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

/** A batch of opens between gateway and packet service: written and read on either side. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class BatchJsonBench {

    private final JsonMapper json = JsonMapper.shared();

    @Param({"1", "16", "256"})
    public int items;

    private CombinedCalls call = new CombinedCalls(0, java.util.List.of());
    private byte[] callBytes = {};
    private OpenAnswers answers = new OpenAnswers(java.util.List.of());
    private byte[] answerBytes = {};

    @Setup
    public void fill() {
        Tickets tickets = Samples.tickets(ServiceName.GATEWAY);
        call =
                new CombinedCalls(
                        Samples.NOW.toEpochMilli(),
                        LongStream.range(0, items)
                                .mapToObj(i ->
                                        new CombinedCalls.Item(
                                                tickets.sign(
                                                        Hop.GATEWAY_PACKET,
                                                        Samples.openTicket(1_001 + i)),
                                                1_000,
                                                null,
                                                null))
                                .toList());
        callBytes = json.writeValueAsBytes(call);
        answers =
                new OpenAnswers(
                        LongStream.range(0, items)
                                .mapToObj(i ->
                                        OpenAnswers.Answer.opened(
                                                1 + i, Samples.NOW.toEpochMilli(), null))
                                .toList());
        answerBytes = json.writeValueAsBytes(answers);
    }

    @Benchmark
    public byte[] writeCall() {
        return json.writeValueAsBytes(call);
    }

    @Benchmark
    public CombinedCalls readCall() {
        return json.readValue(callBytes, CombinedCalls.class);
    }

    @Benchmark
    public byte[] writeAnswers() {
        return json.writeValueAsBytes(answers);
    }

    @Benchmark
    public OpenAnswers readAnswers() {
        return json.readValue(answerBytes, OpenAnswers.class);
    }
}
