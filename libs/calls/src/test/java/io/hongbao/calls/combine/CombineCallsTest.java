package io.hongbao.calls.combine;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.calls.route.CallTimes;
import io.hongbao.calls.route.Route;
import io.hongbao.calls.send.InstanceClient;
import io.hongbao.calls.send.TestClients;
import io.hongbao.contracts.call.CombinedAnswers.Answer;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.servers.FreePort;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CombineCallsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final CallTimes PATIENT = new CallTimes(PATIENCE, PATIENCE);

    /** An attempt that hangs ends soon, and leaves the second one time. */
    private static final CallTimes HASTY =
            new CallTimes(Duration.ofSeconds(40), Duration.ofMillis(300));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InstanceClient client = TestClients.client(registry);
    private final List<AutoCloseable> closing = new ArrayList<>(List.of(client));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : closing.reversed()) {
            each.close();
        }
    }

    private CombineCalls<Answer> calls(int queueMax) {
        return calls(queueMax, Duration.ZERO);
    }

    private CombineCalls<Answer> calls(int queueMax, Duration linger) {
        var settings =
                new CombineSettings(
                        1,
                        linger,
                        256,
                        queueMax,
                        100,
                        Duration.ofMinutes(1),
                        Duration.ofMillis(100));
        var tickets =
                new Tickets(
                        ServiceName.GATEWAY,
                        Map.of(
                                Hop.GATEWAY_PACKET,
                                new KeyRing(
                                        "k",
                                        Map.of(
                                                "k",
                                                SecretKey.of(
                                                        "local-only-key-of-these-tests-of-32")))));
        return new CombineFactory(
                        client,
                        TestClients.candidates(20, registry),
                        tickets,
                        settings,
                        Clock.systemUTC(),
                        registry)
                .calls(json ->
                        CombineKind.whole(
                                "test", Hop.GATEWAY_PACKET, CombinedCalls.WRAPS_PATH, json));
    }

    private TestInstance instance(Function<CombinedCalls.Item, Answer> answer) throws IOException {
        var instance = new TestInstance(answer);
        closing.add(instance);
        return instance;
    }

    /** Says the body again. */
    private TestInstance echo() throws IOException {
        return instance(item -> new Answer(200, null, null, item.body()));
    }

    private TestInstance hung() throws IOException {
        TestInstance hung = echo();
        hung.gate = new CountDownLatch(1);
        return hung;
    }

    private TestInstance refusing(ProblemCode code) throws IOException {
        return instance(_ ->
                new Answer(code.httpStatus(), null, null, "{\"code\":\"" + code.code() + "\"}"));
    }

    private static Route route(CallTimes times, TestInstance... candidates) {
        return new Route(
                Arrays.stream(candidates).map(each -> each.instance).toList(), "007", times);
    }

    private static CombinedCall call(int number) {
        return new CombinedCall("ticket", "key", Integer.toString(number));
    }

    private static Answer answer(CompletableFuture<Answer> future) {
        ended(future);
        return future.resultNow();
    }

    private static ProblemCode problem(CompletableFuture<Answer> future) {
        ended(future);
        return ((ProblemException) future.exceptionNow()).body().code();
    }

    private static void ended(CompletableFuture<Answer> future) {
        Eventually.isTrue("the call ended", PATIENCE, future::isDone);
    }

    @Test
    void what_waits_while_a_call_is_under_way_crosses_in_one_and_everybody_gets_the_own_answer()
            throws IOException {
        TestInstance owner = hung();
        CombineCalls<Answer> calls = calls(1_000);
        var answers = new ArrayList<CompletableFuture<Answer>>();
        answers.add(calls.call(route(PATIENT, owner), call(0)));
        Eventually.isTrue("the first is there", PATIENCE, () -> owner.calls.size() == 1);
        for (int i = 1; i <= 200; i++) {
            answers.add(calls.call(route(PATIENT, owner), call(i)));
        }

        owner.gate.countDown();

        for (int i = 0; i <= 200; i++) {
            assertThat(answer(answers.get(i)).body()).isEqualTo(Integer.toString(i));
        }
        assertThat(owner.calls.stream().map(each -> each.items().size())).containsExactly(1, 200);
    }

    @Test
    void what_comes_soon_after_a_call_crosses_in_one_a_while_later() throws IOException {
        TestInstance owner = echo();
        answer(calls(10).call(route(PATIENT, owner), call(0)));
        CombineCalls<Answer> calls = calls(1_000, Duration.ofSeconds(1));
        answer(calls.call(route(PATIENT, owner), call(0)));
        var answers = new ArrayList<CompletableFuture<Answer>>();

        for (int i = 1; i <= 20; i++) {
            answers.add(calls.call(route(PATIENT, owner), call(i)));
        }

        answers.forEach(CombineCallsTest::ended);
        assertThat(owner.calls.stream().map(each -> each.items().size())).containsExactly(1, 1, 20);
    }

    @Test
    void a_call_says_when_it_was_sent_and_how_long_its_instance_has() throws IOException {
        TestInstance owner = echo();
        long before = System.currentTimeMillis();

        answer(calls(10).call(route(PATIENT, owner), call(1)));

        CombinedCalls sent = owner.calls.getFirst();
        assertThat(sent.sentAtMs()).isBetween(before, System.currentTimeMillis());
        assertThat(sent.items().getFirst().timeLeftMs()).isBetween(1, 59_900);
    }

    @Test
    void the_next_candidate_answers_for_one_that_is_gone() throws IOException {
        TestInstance next = echo();
        var gone = new Instance("http://127.0.0.1:" + FreePort.next(), "a");
        var route = new Route(List.of(gone, next.instance), "007", PATIENT);

        assertThat(answer(calls(10).call(route, call(7))).body()).isEqualTo("7");
    }

    /** Nothing was sent to the first one, so it can do nothing later. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INTERNAL_ERROR")
    void a_refusal_without_doubt_is_told_as_it_is(ProblemCode code) throws IOException {
        var gone = new Instance("http://127.0.0.1:" + FreePort.next(), "a");
        var route = new Route(List.of(gone, refusing(code).instance), "007", PATIENT);

        assertThat(answer(calls(10).call(route, call(1))).status()).isEqualTo(code.httpStatus());
    }

    /** The first instance has the call, and may still serve it. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "INSUFFICIENT_CHANGE",
                "PAYMENT_TOO_LATE",
                "PACKET_NOT_PAID",
                "PACKET_FINISHED",
                "WRAP_ALREADY_PAID",
                "TOO_MANY_REQUESTS"
            })
    void after_doubt_a_refusal_that_may_stop_being_true_is_told_as_unknown(ProblemCode code)
            throws IOException {
        var told = calls(10).call(route(HASTY, hung(), refusing(code)), call(1));

        if (code.mayStopBeingTrue()) {
            assertThat(problem(told)).isEqualTo(ProblemCode.OVERLOADED);
        } else {
            assertThat(answer(told).status()).isEqualTo(code.httpStatus());
        }
    }

    @Test
    void a_full_queue_refuses_and_after_doubt_it_may_not_say_so() throws IOException {
        TestInstance owner = hung();
        TestInstance next = hung();
        CombineCalls<Answer> calls = calls(1);
        var first = calls.call(route(HASTY, owner, next), call(1));
        Eventually.isTrue("the first is there", PATIENCE, () -> owner.calls.size() == 1);
        var fills = new ArrayList<CompletableFuture<Answer>>();
        fills.add(calls.call(route(PATIENT, next), call(2)));
        Eventually.isTrue("the lane of the next is busy", PATIENCE, () -> next.calls.size() == 1);
        fills.add(calls.call(route(PATIENT, next), call(3)));

        assertThat(problem(calls.call(route(PATIENT, next), call(4))))
                .isEqualTo(ProblemCode.TOO_MANY_REQUESTS);
        assertThat(problem(first)).isEqualTo(ProblemCode.OVERLOADED);
        assertThat(fills).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void a_call_ends_within_its_budget_when_everybody_hangs() throws IOException {
        var budget = new CallTimes(Duration.ofMillis(200), Duration.ofMillis(200));
        CombineCalls<Answer> calls = calls(10);
        TestInstance owner = hung();
        // One that waits longer keeps the lane busy.
        var patient = calls.call(route(PATIENT, owner), call(1));
        Eventually.isTrue("the first is there", PATIENCE, () -> owner.calls.size() == 1);

        var waiting = calls.call(route(budget, owner), call(2));

        assertThat(problem(waiting)).isEqualTo(ProblemCode.OVERLOADED);
        assertThat(patient).isNotDone();
    }

    @Test
    void a_call_that_nobody_waits_for_any_more_is_not_sent() throws IOException {
        TestInstance owner = hung();
        CombineCalls<Answer> calls = calls(10);
        var first = calls.call(route(PATIENT, owner), call(1));
        Eventually.isTrue("the first is there", PATIENCE, () -> owner.calls.size() == 1);
        calls.call(route(PATIENT, owner), call(2)).cancel(false);
        var last = calls.call(route(PATIENT, owner), call(3));

        owner.gate.countDown();

        assertThat(answer(first).body()).isEqualTo("1");
        assertThat(answer(last).body()).isEqualTo("3");
        assertThat(owner.calls.get(1).items()).hasSize(1);
    }

    @Test
    void an_answer_that_is_none_is_asked_for_again_elsewhere() throws IOException {
        TestInstance next = echo();
        TestInstance broken = new TestInstance(_ -> null);
        closing.add(broken);

        assertThat(answer(calls(10).call(route(PATIENT, broken, next), call(5))).body())
                .isEqualTo("5");
    }
}
