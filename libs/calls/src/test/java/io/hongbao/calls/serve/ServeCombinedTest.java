package io.hongbao.calls.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.contracts.call.CombinedAnswers.Answer;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.overload.AdmissionRank;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.serving.overload.Admission;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.problem.ProblemWriter;
import io.hongbao.serving.runtime.Switches;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

final class ServeCombinedTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final int PATIENT_MS = 60_000;

    private final JsonMapper json = JsonMapper.builder().build();
    private final MovableClock clock = new MovableClock(NOON);
    private static final String PATH = "/v1/payments";

    private final Map<Hop, KeyRing> keys =
            Map.of(
                    Hop.GATEWAY_PAY,
                    new KeyRing(
                            "k", Map.of("k", SecretKey.of("local-only-key-of-these-tests-of-32"))));
    private final Tickets gateway = new Tickets(ServiceName.GATEWAY, keys);
    private final AtomicInteger admitted = new AtomicInteger(AdmissionRank.ALL);
    private final ServeCombined combined =
            new ServeCombined(
                    new Tickets(ServiceName.PAY_SERVICE, keys),
                    clock,
                    new ProblemWriter(json),
                    json,
                    new Admission(
                            admitted::get,
                            new Switches(() -> RuntimeSettings.NONE),
                            clock,
                            new SimpleMeterRegistry()));

    private record Body(int count) {}

    private static final ServeCombined.Kind<Body> PAYMENT =
            new ServeCombined.Kind<>(Operation.PAY, Body.class, _ -> PATH);

    @AfterEach
    void close() {
        combined.close();
    }

    private CombinedCalls.Item item(long user, @Nullable String key, String body) {
        return item(Operation.PAY, user, key, body, PATIENT_MS);
    }

    private CombinedCalls.Item item(
            Operation operation, long user, @Nullable String key, String body, int timeLeftMs) {
        String digest = RequestDigest.of("POST", PATH, key, body.getBytes(StandardCharsets.UTF_8));
        var ticket = Ticket.of(operation, new UserId(user), null, digest, NOON);
        return new CombinedCalls.Item(gateway.sign(Hop.GATEWAY_PAY, ticket), timeLeftMs, key, body);
    }

    private List<Answer> serve(ServeCall<Body> call, CombinedCalls.@Nullable Item... items) {
        var calls = new CombinedCalls(NOON.toEpochMilli(), Arrays.asList(items));
        return combined.serve(calls, PAYMENT, call).answers();
    }

    private static long userOf(Ticket ticket) {
        return Objects.requireNonNull(ticket.user()).value();
    }

    @Test
    void each_call_is_served_with_its_own_ticket_key_and_body() {
        var answers =
                serve(
                        (ticket, _, key, body) ->
                                Optional.of(
                                        ResponseEntity.created(URI.create("/" + key))
                                                .body(userOf(ticket) + body.count())),
                        item(1, "a", "{\"count\":10}"),
                        item(2, "b", "{\"count\":20}"));

        assertThat(answers)
                .containsExactly(
                        new Answer(201, "/a", null, "11"), new Answer(201, "/b", null, "22"));
    }

    @Test
    void what_is_not_admitted_is_refused_before_it_is_served_and_fails_no_other() {
        admitted.set(1);
        var servedUsers = ConcurrentHashMap.<Long>newKeySet();
        Function<Answer, Integer> status = answer -> Objects.requireNonNull(answer.status());

        var answers =
                serve(
                        (ticket, _, _, _) -> {
                            servedUsers.add(userOf(ticket));
                            return Optional.of(ResponseEntity.ok("served"));
                        },
                        IntStream.rangeClosed(1, 200)
                                .mapToObj(user -> item(user, null, "{\"count\":1}"))
                                .toArray(CombinedCalls.Item[]::new));

        assertThat(answers).extracting(status).containsOnly(200, 503);
        assertThat(answers)
                .filteredOn(answer -> status.apply(answer) == 200)
                .hasSameSizeAs(servedUsers);
        assertThat(answers)
                .filteredOn(answer -> status.apply(answer) == 503)
                .allSatisfy(refusal -> {
                    assertThat(refusal.retryAfter()).isNotNull();
                    assertThat(refusal.body()).contains("\"overloaded\"");
                });
    }

    @Test
    void all_are_served_at_the_same_time() {
        var allThere = new CyclicBarrier(200);

        var answers =
                serve(
                        (ticket, _, _, _) -> {
                            try {
                                allThere.await();
                            } catch (Exception broken) {
                                throw new IllegalStateException(broken);
                            }
                            return Optional.of(ResponseEntity.ok(userOf(ticket)));
                        },
                        IntStream.rangeClosed(1, 200)
                                .mapToObj(user -> item(user, null, "{\"count\":1}"))
                                .toArray(CombinedCalls.Item[]::new));

        assertThat(answers.stream().map(Answer::body))
                .isEqualTo(IntStream.rangeClosed(1, 200).mapToObj(Integer::toString).toList());
    }

    @Test
    void what_need_not_wait_is_served_by_the_caller_and_fails_no_other() {
        var servedBy = new ConcurrentHashMap<Long, Thread>();
        ServeCall<Body> call =
                new ServeCall<>() {
                    @Override
                    public Optional<ResponseEntity<Long>> serve(
                            Ticket ticket, Deadline deadline, @Nullable String key, Body body) {
                        servedBy.put(userOf(ticket), Thread.currentThread());
                        if (userOf(ticket) == 2) {
                            throw new IllegalStateException("a bug");
                        }
                        return Optional.of(ResponseEntity.ok(userOf(ticket)));
                    }

                    @Override
                    public boolean atOnce(Ticket ticket) {
                        return userOf(ticket) < 3;
                    }
                };

        var answers =
                serve(
                        call,
                        item(1, null, "{\"count\":1}"),
                        item(2, null, "{\"count\":1}"),
                        item(3, null, "{\"count\":1}"));

        assertThat(answers).extracting(Answer::status).containsExactly(200, 500, 200);
        assertThat(servedBy.get(1L)).isEqualTo(Thread.currentThread());
        assertThat(servedBy.get(2L)).isEqualTo(Thread.currentThread());
        assertThat(servedBy.get(3L)).isNotEqualTo(Thread.currentThread());
    }

    @Test
    void json_that_is_written_already_is_answered_as_it_is() {
        var answers =
                serve(
                        (_, _, _, _) ->
                                Optional.of(ResponseEntity.ok(new WrittenJson("{\"a\":1}"))),
                        item(1, null, "{\"count\":1}"));

        assertThat(answers).containsExactly(new Answer(200, null, null, "{\"a\":1}"));
        // And alone, by whatever writes answers.
        assertThat(json.writeValueAsString(new WrittenJson("{\"a\":1}"))).isEqualTo("{\"a\":1}");
    }

    @Test
    void one_that_is_refused_or_fails_fails_no_other() {
        var answers =
                serve(
                        (ticket, _, _, _) ->
                                switch ((int) userOf(ticket)) {
                                    case 1 ->
                                            throw ProblemException.of(
                                                            ProblemCode.TOO_MANY_REQUESTS, "wait")
                                                    .retryAfter(Duration.ofSeconds(7));
                                    case 2 -> throw new IllegalStateException("a bug");
                                    default -> Optional.of(ResponseEntity.ok("well"));
                                },
                        item(1, null, "{\"count\":1}"),
                        item(2, null, "{\"count\":1}"),
                        item(3, null, "{\"count\":1}"));

        assertThat(answers.stream().map(Answer::status)).containsExactly(429, 500, 200);
        assertThat(answers.getFirst().retryAfter()).isEqualTo("7");
        assertThat(answers.getFirst().body()).contains("\"code\":\"too_many_requests\"");
        assertThat(answers.get(1).body()).contains("\"code\":\"internal_error\"");
    }

    @Test
    void a_ticket_for_something_else_is_refused_before_the_body_is_read() {
        var answers =
                serve(
                        (_, _, _, _) -> {
                            throw new AssertionError("served");
                        },
                        item(Operation.TOP_UP, 1, null, "no JSON", PATIENT_MS),
                        new CombinedCalls.Item("forged", PATIENT_MS, null, "no JSON"));

        assertThat(answers.stream().map(Answer::status)).containsExactly(401, 401);
    }

    @Test
    void what_cannot_be_read_and_what_would_hold_up_others_is_to_be_called_alone() {
        var answers =
                serve(
                        (_, _, _, body) ->
                                body.count() > 1
                                        ? Optional.empty()
                                        : Optional.of(ResponseEntity.ok("well")),
                        item(1, null, "no JSON"),
                        item(1, null, "{\"count\":\"x\"}"),
                        item(1, null, "null"),
                        item(1, null, ""),
                        item(1, null, "{\"count\":2}"),
                        item(1, null, "{\"count\":1}"));

        assertThat(answers.subList(0, 5)).containsOnly(Answer.ALONE);
        assertThat(answers.getLast().status()).isEqualTo(200);
    }

    @Test
    void one_that_hangs_is_answered_when_its_caller_would_stop_waiting() {
        var never = new CountDownLatch(1);

        var answers =
                serve(
                        (ticket, _, _, _) -> {
                            if (userOf(ticket) == 1) {
                                try {
                                    never.await();
                                } catch (InterruptedException closing) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                            return Optional.of(ResponseEntity.ok("well"));
                        },
                        item(Operation.PAY, 1, null, "{\"count\":1}", 50),
                        item(2, null, "{\"count\":1}"));

        assertThat(answers.stream().map(Answer::status)).containsExactly(503, 200);
        assertThat(answers.getFirst().body()).contains("\"code\":\"overloaded\"");
        assertThat(answers.getFirst().retryAfter()).isEqualTo("1");
    }

    @Test
    void nothing_is_no_call_and_fails_no_other() {
        var answers =
                serve(
                        (_, _, _, _) -> Optional.of(ResponseEntity.ok("well")),
                        null,
                        item(1, null, "{\"count\":1}"));

        assertThat(answers.stream().map(Answer::status)).containsExactly(400, 200);
    }

    @Test
    void what_was_sent_longer_ago_than_its_caller_waits_is_not_begun() {
        CombinedCalls.Item item = item(Operation.PAY, 1, null, "{\"count\":1}", 500);
        clock.advance(Duration.ofMillis(500));

        var answers =
                serve(
                        (_, _, _, _) -> {
                            throw new AssertionError("begun");
                        },
                        item);

        assertThat(answers.getFirst().status()).isEqualTo(503);
    }

    @Test
    void no_items_and_too_many_are_refused() {
        var many =
                IntStream.rangeClosed(0, CombinedCalls.WHOLE_ITEMS_MAX)
                        .mapToObj(user -> item(1, null, "{}"))
                        .toArray(CombinedCalls.Item[]::new);

        for (CombinedCalls.Item[] items : new CombinedCalls.Item[][] {{}, many}) {
            assertThatThrownBy(() -> serve((_, _, _, _) -> Optional.empty(), items))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("must be 1 to 256");
        }
    }
}
