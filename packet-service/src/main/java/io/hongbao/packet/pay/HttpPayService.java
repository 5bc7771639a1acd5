package io.hongbao.packet.pay;

import io.hongbao.calls.fleet.LiveInstances;
import io.hongbao.calls.route.CallTimes;
import io.hongbao.calls.route.Route;
import io.hongbao.calls.send.Call;
import io.hongbao.calls.send.CallResult.Response;
import io.hongbao.calls.send.SendAlone;
import io.hongbao.contracts.call.PaidSets;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.serving.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks any instance, and the next one when it does not answer. */
final class HttpPayService implements PayService {

    /** Asked once for a SET that is new, in the background. */
    private static final CallTimes TIMES =
            new CallTimes(Duration.ofSeconds(3), Duration.ofMillis(1_500));

    private final LiveInstances instances;
    private final SendAlone sendAlone;
    private final Tickets tickets;
    private final JsonMapper json;
    private final InstantSource clock;

    HttpPayService(
            LiveInstances instances,
            SendAlone sendAlone,
            Tickets tickets,
            JsonMapper json,
            InstantSource clock) {
        this.instances = instances;
        this.sendAlone = sendAlone;
        this.tickets = tickets;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Set<SetId> paidSets() {
        Response answer;
        try {
            answer =
                    sendAlone.send(new Route(instances.now(), PaidSets.PATH, TIMES), call()).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof ProblemException problem) {
                throw new PayServiceSilent(problem.body().code().code());
            }
            throw failure;
        } catch (ProblemException problem) {
            throw new PayServiceSilent(problem.body().code().code());
        }
        if (answer.status() != 200) {
            throw new PayServiceSilent("status=" + answer.status());
        }
        return read(answer).sets().stream().map(SetId::parse).collect(Collectors.toSet());
    }

    private Call call() {
        Ticket ticket =
                Ticket.of(
                        Operation.LIST_PAID_SETS, null, null, RequestDigest.NONE, clock.instant());
        return new Call(
                "GET",
                PaidSets.PATH,
                Map.of(Tickets.HEADER, tickets.sign(Hop.PACKET_PAY, ticket)),
                new byte[0]);
    }

    private PaidSets read(Response answer) {
        try {
            return json.readValue(answer.body(), PaidSets.class);
        } catch (JacksonException malformed) {
            throw new IllegalStateException("pay service breaks its contract", malformed);
        }
    }
}
