package io.hongbao.calls.serve;

import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.call.CombinedAnswers.Answer;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.serving.overload.Admission;
import io.hongbao.serving.problem.ProblemBody;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.problem.ProblemWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves many calls at once: what can be answered at once in turn, all else on a virtual thread
 * each, so that one that waits for another SET or another service holds up no other. One that fails
 * fails no other.
 */
public final class ServeCombined implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCombined.class);

    /** What calls without a body say: for their type, nothing. */
    private static final String NOTHING = "{}";

    private static final byte[] NO_BODY = {};

    /** What is no call is answered at once. */
    private static final Duration REFUSAL = Duration.ofSeconds(1);

    private final Tickets tickets;
    private final Clock clock;
    private final ProblemWriter problems;
    private final JsonMapper json;
    private final Admission admission;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ServeCombined(
            Tickets tickets,
            Clock clock,
            ProblemWriter problems,
            JsonMapper json,
            Admission admission) {
        this.tickets = tickets;
        this.clock = clock;
        this.problems = problems;
        this.json = json;
        this.admission = admission;
    }

    /**
     * What the items of a combined call are.
     *
     * @param operation what each item's ticket must be for
     * @param path where an item would be sent alone, by {@code POST}; null for those that have
     *     neither key nor body
     */
    public record Kind<B>(
            Operation operation, Class<B> bodyType, @Nullable Function<Ticket, String> path) {

        public static Kind<Object> withoutBody(Operation operation) {
            return new Kind<>(operation, Object.class, null);
        }
    }

    /** The answers to all items, when the last one is served or no longer waited for. */
    public <B> CombinedAnswers serve(CombinedCalls calls, Kind<B> kind, ServeCall<B> call) {
        checkSize(calls);
        Instant arrived = clock.instant();
        Instant sent = Instant.ofEpochMilli(calls.sentAtMs());
        var served = new ArrayList<Future<Answer>>(calls.items().size());
        var deadlines = new ArrayList<Deadline>(calls.items().size());
        for (CombinedCalls.Item item : calls.items()) {
            Duration left = item == null ? REFUSAL : Duration.ofMillis(item.timeLeftMs());
            Deadline deadline = Deadline.of(sent, left, arrived);
            deadlines.add(deadline);
            served.add(begin(item, deadline, kind, call));
        }
        long sinceNanos = System.nanoTime();
        var answers = new ArrayList<Answer>(served.size());
        for (int i = 0; i < served.size(); i++) {
            long leftNanos = deadlines.get(i).left(arrived).toNanos();
            answers.add(await(served.get(i), sinceNanos + leftNanos));
        }
        return new CombinedAnswers(List.copyOf(answers));
    }

    private static void checkSize(CombinedCalls calls) {
        int items = calls.items().size();
        if (items < 1 || items > CombinedCalls.WHOLE_ITEMS_MAX) {
            throw ProblemException.field(
                    "items", "must be 1 to " + CombinedCalls.WHOLE_ITEMS_MAX + ": items=" + items);
        }
    }

    private Answer await(Future<Answer> served, long untilNanos) {
        try {
            return served.get(Math.max(0, untilNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            // It goes on: whoever repeats the call is told what became of it.
            return problem(late());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return problem(late());
        } catch (ExecutionException failed) {
            LOG.error("item of a batch failed", failed.getCause());
            return problem(
                    ProblemBody.of(ProblemCode.INTERNAL_ERROR, "the fault is logged on our side"));
        }
    }

    private static ProblemBody late() {
        return ProblemBody.of(
                ProblemCode.OVERLOADED, "No answer came in time; the same call again is safe");
    }

    private <B> Future<Answer> begin(
            CombinedCalls.@Nullable Item item, Deadline deadline, Kind<B> kind, ServeCall<B> call) {
        try {
            if (item == null) {
                throw ProblemException.field("items", "must be calls");
            }
            Ticket ticket = ticket(item, kind);
            admission.check(ticket.operation().tier(), ticket.user());
            if (!call.atOnce(ticket)) {
                return threads.submit(() -> answer(item, ticket, deadline, kind, call));
            }
            return CompletableFuture.completedFuture(answer(item, ticket, deadline, kind, call));
        } catch (ProblemException refusal) {
            return CompletableFuture.completedFuture(problem(refusal.body()));
        } catch (RuntimeException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    private <B> Answer answer(
            CombinedCalls.Item item,
            Ticket ticket,
            Deadline deadline,
            Kind<B> kind,
            ServeCall<B> call) {
        if (deadline.hasPassed(clock.instant())) {
            return problem(late());
        }
        try {
            return readable(item, kind.bodyType())
                    .flatMap(body -> call.serve(ticket, deadline, item.key(), body))
                    .map(this::toAnswer)
                    .orElse(Answer.ALONE);
        } catch (ProblemException refusal) {
            return problem(refusal.body());
        }
    }

    private Ticket ticket(CombinedCalls.Item item, Kind<?> kind) {
        return tickets.check(item.ticket(), clock.instant())
                .filter(ticket -> ticket.operation() == kind.operation())
                .filter(ticket -> ticket.digest().equals(digest(item, ticket, kind.path())))
                .orElseThrow(() ->
                        ProblemException.of(
                                ProblemCode.UNAUTHENTICATED,
                                "must carry a ticket for this very call"));
    }

    private static @Nullable String digest(
            CombinedCalls.Item item, Ticket ticket, @Nullable Function<Ticket, String> path) {
        if (path == null) {
            return item.key() == null && item.body() == null ? RequestDigest.NONE : null;
        }
        byte[] body = item.body() == null ? NO_BODY : item.body().getBytes(StandardCharsets.UTF_8);
        return RequestDigest.of("POST", path.apply(ticket), item.key(), body);
    }

    /** What cannot be read is told alone, where every mistake has its own answer. */
    private <B> Optional<B> readable(CombinedCalls.Item item, Class<B> bodyType) {
        try {
            return Optional.ofNullable(
                    json.readValue(item.body() == null ? NOTHING : item.body(), bodyType));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    private Answer toAnswer(ResponseEntity<?> answer) {
        return new Answer(
                answer.getStatusCode().value(),
                answer.getHeaders().getFirst(HttpHeaders.LOCATION),
                answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER),
                answer.getBody() instanceof WrittenJson(var text)
                        ? text
                        : json.writeValueAsString(answer.getBody()));
    }

    private Answer problem(ProblemBody problem) {
        return new Answer(
                problem.code().httpStatus(),
                null,
                problems.retryAfter(problem).orElse(null),
                json.writeValueAsString(problem.json()));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
