package io.hongbao.pay.packet;

import io.hongbao.calls.combine.CombineCalls;
import io.hongbao.calls.combine.CombineFactory;
import io.hongbao.calls.combine.CombineKind;
import io.hongbao.calls.combine.CombinedCall;
import io.hongbao.calls.fleet.Routes;
import io.hongbao.calls.route.CallTimes;
import io.hongbao.contracts.call.ActivationAnswer;
import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.PacketSummary;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.serving.metric.OperationMetrics;
import io.hongbao.serving.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Calls the instance that owns the packet's table, and the next one when it does not answer. */
final class HttpPacketService implements PacketService {

    private static final Logger log = LoggerFactory.getLogger(HttpPacketService.class);

    private static final int NO_ANSWER = 0;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNEXPECTED = 500;

    private final Routes routes;
    private final CombineCalls<CombinedAnswers.Answer> activations;
    private final CombineCalls<CombinedAnswers.Answer> summaries;
    private final Tickets tickets;
    private final JsonMapper json;
    private final Clock clock;
    private final OperationMetrics metrics;
    private final PaymentEvents events;
    private final CallTimes times;

    HttpPacketService(
            Routes routes,
            CombineFactory combining,
            Tickets tickets,
            JsonMapper json,
            Clock clock,
            OperationMetrics metrics,
            PacketServiceSettings settings,
            PaymentEvents events) {
        this.routes = routes;
        this.tickets = tickets;
        this.json = json;
        this.clock = clock;
        this.metrics = metrics;
        this.events = events;
        times = settings.times();
        activations = calls(combining, "tell_paid", CombinedCalls.ACTIVATIONS_PATH);
        summaries = calls(combining, "summary", CombinedCalls.SUMMARIES_PATH);
    }

    private static CombineCalls<CombinedAnswers.Answer> calls(
            CombineFactory combining, String name, String path) {
        return combining.calls(mapper -> CombineKind.whole(name, Hop.PAY_PACKET, path, mapper));
    }

    @Override
    public boolean tellPaid(PacketPaidV1 paid) {
        Instant start = clock.instant();
        int status = tell(paid);
        String outcome =
                switch (status) {
                    case OK -> "ok";
                    case NO_ANSWER -> "no_answer";
                    default -> "refused";
                };
        metrics.record("tell_paid", outcome, Duration.between(start, clock.instant()));
        return status == OK || status == NOT_FOUND || status == CONFLICT;
    }

    /** The status of the answer. */
    private int tell(PacketPaidV1 paid) {
        var packet = new OrderNumber(paid.orderNumber());
        String body = json.writeValueAsString(events.toPublish(paid).signed());
        String digest =
                RequestDigest.of(
                        "POST", ActivationAnswer.PATH, null, body.getBytes(StandardCharsets.UTF_8));
        String ticket = ticket(Operation.ACTIVATE, new UserId(paid.payerId()), packet, digest);
        try {
            Integer status =
                    activations
                            .call(
                                    routes.ofPacket(packet, times),
                                    new CombinedCall(ticket, null, body))
                            .join()
                            .status();
            return status == null ? UNEXPECTED : status;
        } catch (CompletionException | ProblemException notAnswered) {
            requireProblem(notAnswered);
            log.debug("payment not told: {}", notAnswered.toString());
            return NO_ANSWER;
        }
    }

    @Override
    public Optional<PacketSummary> summary(OrderNumber packet, UserId asker) {
        try {
            return ask(packet, asker).join();
        } catch (CompletionException | ProblemException notAnswered) {
            requireProblem(notAnswered);
            throw unavailable();
        }
    }

    @Override
    public Map<OrderNumber, Optional<PacketSummary>> summaries(
            Collection<OrderNumber> packets, UserId asker) {
        var asked = new LinkedHashMap<OrderNumber, CompletableFuture<Optional<PacketSummary>>>();
        packets.forEach(packet -> asked.put(packet, ask(packet, asker)));
        var answers = new HashMap<OrderNumber, Optional<PacketSummary>>();
        asked.forEach((packet, answer) -> {
            try {
                answers.put(packet, answer.join());
            } catch (CompletionException notAnswered) {
                requireProblem(notAnswered);
            }
        });
        return answers;
    }

    /** Fails with a {@link ProblemException}. */
    private CompletableFuture<Optional<PacketSummary>> ask(OrderNumber packet, UserId asker) {
        String ticket = ticket(Operation.VIEW_SUMMARY, asker, packet, RequestDigest.NONE);
        try {
            return summaries
                    .call(routes.ofPacket(packet, times), CombinedCall.of(ticket))
                    .thenApply(this::read);
        } catch (ProblemException nobodyToAsk) {
            return CompletableFuture.failedFuture(nobodyToAsk);
        }
    }

    private Optional<PacketSummary> read(CombinedAnswers.Answer answer) {
        Integer status = answer.status();
        return switch (status == null ? 0 : status) {
            case 200 -> Optional.of(read(Objects.requireNonNull(answer.body())));
            case 404 -> Optional.empty();
            default -> throw unavailable();
        };
    }

    private PacketSummary read(String body) {
        try {
            return json.readValue(body, PacketSummary.class);
        } catch (JacksonException malformed) {
            throw new IllegalStateException("packet service breaks its contract", malformed);
        }
    }

    private static ProblemException unavailable() {
        return ProblemException.of(
                ProblemCode.SET_UNAVAILABLE,
                "the packet's database does not answer now: try again later");
    }

    /** Anything else is a bug. */
    private static void requireProblem(RuntimeException notAnswered) {
        if (notAnswered instanceof CompletionException
                && !(notAnswered.getCause() instanceof ProblemException)) {
            throw notAnswered;
        }
    }

    private String ticket(Operation operation, UserId user, OrderNumber packet, String digest) {
        return tickets.sign(
                Hop.PAY_PACKET, Ticket.of(operation, user, packet, digest, clock.instant()));
    }
}
