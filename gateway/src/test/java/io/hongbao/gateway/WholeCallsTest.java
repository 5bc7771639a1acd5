package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.gateway.FakeService.Given;
import io.hongbao.gateway.FakeService.Received;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Wraps and payments: that they cross among others, and come back as if they had been alone. */
final class WholeCallsTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final long LI = 1001;
    private static final long WANG_OF_ANOTHER_PART = 1051;

    @TempDir private static Path directory;
    private static RunningGateway gateway;

    private final CountDownLatch released = new CountDownLatch(1);

    @BeforeAll
    static void start() {
        gateway = new RunningGateway(directory, "hongbao.calls.combine.calls-in-flight=1");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void reset() {
        released.countDown();
        gateway.reset();
    }

    private RunningGateway.Call wrap(long user, String key) {
        return gateway.post("/v1/packets")
                .as(user)
                .header("Idempotency-Key", key)
                .json("{\"greeting\":\"恭喜\"}");
    }

    private RunningGateway.Call pay(long user) {
        return gateway.post(paymentPath()).as(user).json("{\"payTicket\":\"p\"}");
    }

    private static String paymentPath() {
        return "/v1/packets/" + gateway.links.linkTo(gateway.newPacket()) + "/payment";
    }

    private static void onAll(Consumer<FakeService> change) {
        gateway.packetServices.forEach(change);
        gateway.payServices.forEach(change);
    }

    private static List<Received> received() {
        var all = new ArrayList<Received>();
        gateway.packetServices.forEach(service -> all.addAll(service.received()));
        gateway.payServices.forEach(service -> all.addAll(service.received()));
        return all;
    }

    /** Answered only when the test says so. */
    private Given held(Received call) {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return FakeService.right(call);
    }

    private static double waiting() {
        return gateway.bean(MeterRegistry.class).find("hongbao.lane.queue.depth").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    @Test
    void many_payments_at_once_become_few_calls_and_everybody_gets_his_own_answer()
            throws Exception {
        FakeService service = gateway.walletOf(LI);
        service.calls =
                call -> {
                    var _ = held(call);
                    long payer = Objects.requireNonNull(call.ticket().user()).value();
                    return Given.json(
                            409,
                            String.format(
                                    Locale.ROOT,
                                    "{\"code\":\"packet_not_paid\",\"payer\":%d}",
                                    payer));
                };
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RunningGateway.Got>> answers = new ArrayList<>();
            answers.add(users.submit(() -> answerOf(1)));
            Eventually.isTrue(
                    "the first is on its way", LIMIT, () -> service.received().size() == 1);
            for (int i = 2; i <= 100; i++) {
                int each = i;
                answers.add(users.submit(() -> answerOf(each)));
            }
            Eventually.isTrue("all others wait in the lane", LIMIT, () -> waiting() == 99);
            released.countDown();

            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get().json().get("payer").longValue())
                        .isEqualTo(LI + 100L * (i + 1));
            }
        }
        assertThat(
                        gateway.bean(MeterRegistry.class)
                                .find("hongbao.lane.batch.size")
                                .tag("kind", "pay")
                                .summaries())
                .anySatisfy(sizes -> assertThat(sizes.max()).isEqualTo(99));
    }

    /** Users of one slot. The answer is no problem of the API: it only has to be the right one. */
    private RunningGateway.Got answerOf(int number) throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + gateway.port() + paymentPath()))
                        .header("Authorization", "Bearer " + gateway.tokenOf(LI + 100L * number))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"));
        return new RunningGateway.Got(gateway.http.send(request.build(), BodyHandlers.ofString()));
    }

    @Test
    void a_wrap_arrives_as_it_was_sent_and_its_answer_as_it_was_given() {
        var answer = wrap(LI, "\"a-key\"").send();

        Received call = received().getFirst();
        assertThat(call.header("Idempotency-Key")).isEqualTo("\"a-key\"");
        assertThat(call.body()).isEqualTo("{\"greeting\":\"恭喜\"}");
        assertThat(call.ticket().operation()).isEqualTo(Operation.WRAP);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Location"))
                .isEqualTo("/v1/packets/" + answer.json().get("packetId").stringValue());
    }

    @Test
    void a_refusal_among_others_is_a_problem_with_all_it_says() {
        onAll(service ->
                service.calls =
                        call ->
                                new Given(
                                        503,
                                        Map.of("Retry-After", "7"),
                                        """
                                        {"type":"about:blank","title":"x","status":503,\
                                        "code":"set_unavailable","detail":"y"}\
                                        """
                                                .getBytes(StandardCharsets.UTF_8)));

        var answer = wrap(LI, "a-key").send();

        assertThat(answer.problem()).isEqualTo("503 set_unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("7");
    }

    @Test
    void a_refused_ticket_is_our_fault_not_the_clients() {
        onAll(service -> service.calls = call -> Given.json(401, "{\"code\":\"unauthenticated\"}"));

        assertThat(pay(LI).send().problem()).isEqualTo("500 internal_error");
    }

    @Test
    void what_the_service_wants_alone_is_called_alone() {
        onAll(service -> service.wantsAlone = true);

        var wrapped = wrap(LI, "a-key").send();
        var paid = pay(LI).send();

        assertThat(wrapped.status()).isEqualTo(201);
        assertThat(wrapped.header("Location")).startsWith("/v1/packets/");
        assertThat(paid.status()).isEqualTo(200);
        assertThat(received().stream().map(Received::target))
                .filteredOn(target -> target.startsWith("/v1/packets"))
                .hasSize(2);
    }

    @Test
    void bytes_that_are_no_text_go_alone_and_unchanged() throws Exception {
        byte[] noText = {'"', (byte) 0xff, '"'};
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + gateway.port() + paymentPath()))
                        .header("Authorization", "Bearer " + gateway.tokenOf(LI))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(noText))
                        .build();

        gateway.http.send(request, BodyHandlers.ofString());

        assertThat(received()).hasSize(1);
        assertThat(received().getFirst().target()).startsWith("/v1/packets/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"payTicket\":\"\u0000\"}", "{\"card\":\"6222\"}"})
    void control_characters_and_cards_go_alone(String body) {
        gateway.post(paymentPath()).as(LI).json(body).send();

        assertThat(received()).hasSize(1);
        assertThat(received().getFirst().target()).startsWith("/v1/packets/");
        assertThat(received().getFirst().body()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json; charset=GBK,   true",
        "application/json; charset=utf-8, false",
        "application/json,                false",
    })
    void a_body_in_another_charset_goes_alone(String contentType, boolean alone) {
        gateway.post(paymentPath()).as(LI).json("{}").header("Content-Type", contentType).send();

        assertThat(received().getFirst().target().startsWith("/v1/packets/")).isEqualTo(alone);
    }

    /** A calls limit of services is a megabyte. */
    @Test
    void the_largest_batch_of_the_largest_bodies_is_taken_by_services() {
        String body = "\"".repeat(1_024);
        var item = new CombinedCalls.Item("t".repeat(Tickets.LENGTH_MAX), 1, "k".repeat(128), body);

        byte[] batch =
                JsonMapper.shared()
                        .writeValueAsBytes(
                                new CombinedCalls(
                                        Long.MAX_VALUE,
                                        Collections.nCopies(CombinedCalls.WHOLE_ITEMS_MAX, item)));

        assertThat(batch.length).isLessThan(1_000_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_024, 1_025, 60_000})
    void a_body_of_any_size_arrives(int size) {
        String body = "{\"payTicket\":\"" + "x".repeat(size - 16) + "\"}";

        gateway.post(paymentPath()).as(LI).json(body).send();

        Received call = received().getFirst();
        assertThat(body).hasSize(size);
        assertThat(call.body()).isEqualTo(body);
        assertThat(call.target().startsWith("/v1/packets/")).isEqualTo(size > 1_024);
    }

    @Test
    void payments_of_one_part_of_the_users_do_not_wait_for_those_of_another() throws Exception {
        FakeService service = gateway.walletOf(LI);
        long other = userOfSameService(service);
        service.calls =
                call ->
                        Objects.requireNonNull(call.ticket().user()).value() == LI
                                ? held(call)
                                : FakeService.right(call);
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = users.submit(() -> pay(LI).send());
            Eventually.isTrue(
                    "the held call is there", LIMIT, () -> service.received().size() == 1);

            assertThat(pay(other).send().status()).isEqualTo(200);
            assertThat(service.received()).as("by the same instance").hasSize(2);

            released.countDown();
            assertThat(first.get().status()).isEqualTo(200);
        }
    }

    @Test
    void payments_for_one_set_do_not_wait_for_those_of_another() throws Exception {
        FakeService service = gateway.walletOf(LI);
        OrderNumber well = gateway.newPacket(1, 3);
        service.calls =
                call -> well.equals(call.ticket().packet()) ? FakeService.right(call) : held(call);
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = users.submit(() -> pay(LI).send());
            Eventually.isTrue(
                    "the held call is there", LIMIT, () -> service.received().size() == 1);

            var path = "/v1/packets/" + gateway.links.linkTo(well) + "/payment";
            assertThat(gateway.post(path).as(LI).json("{}").send().status()).isEqualTo(200);
            assertThat(service.received()).as("by the same instance").hasSize(2);

            released.countDown();
            assertThat(first.get().status()).isEqualTo(200);
        }
    }

    /** Of the second half of the slots. */
    private static long userOfSameService(FakeService service) {
        for (long user = WANG_OF_ANOTHER_PART; user < LI + 99; user++) {
            if (gateway.walletOf(user) == service) {
                return user;
            }
        }
        throw new IllegalStateException("one instance owns no slot of the second half");
    }

    @Test
    void a_forged_link_is_refused_before_anybody_is_asked() {
        OrderNumber packet = gateway.newPacket();

        var answer =
                gateway.post("/v1/packets/" + packet.value() + "-0123456789AB/payment")
                        .as(LI)
                        .json("{}")
                        .send();

        assertThat(answer.problem()).isEqualTo("404 packet_not_found");
        assertThat(received()).isEmpty();
    }
}
