package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.TablePlace;
import io.hongbao.contracts.routing.WrapPlaces;
import io.hongbao.testkit.cases.Eventually;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An instance is gone, silent or breaks off: the other one is asked, once, in time. */
final class GoneInstanceTest {

    private static final long LI = 1001;
    private static final String KEY = "a-key";
    private static final FakeService.Given TOO_MANY =
            new FakeService.Given(
                    429,
                    Map.of("Content-Type", "application/problem+json", "Retry-After", "1"),
                    """
                    {"type":"about:blank","title":"x","status":429,"code":"too_many_requests",\
                    "detail":"x"}\
                    """
                            .getBytes(StandardCharsets.UTF_8));

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private static Path directory;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway =
                new RunningGateway(
                        directory,
                        "hongbao.calls.send.avoid-for=1ms",
                        "hongbao.gateway.calls.combined-budget=3s",
                        "hongbao.gateway.calls.combined-attempt=600ms",
                        "hongbao.gateway.calls.packet-budget=3s",
                        "hongbao.gateway.calls.packet-attempt=600ms",
                        "hongbao.gateway.calls.pay-budget=3s",
                        "hongbao.gateway.calls.pay-attempt=600ms",
                        "hongbao.gateway.calls.record-budget=3s",
                        "hongbao.gateway.calls.record-attempt=600ms",
                        // Nothing is known of earlier answers.
                        "hongbao.gateway.stale.memory-max=0B",
                        "hongbao.calls.combine.answer-margin=50ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    @AfterEach
    void reset() {
        gateway.reset();
    }

    /** What can be wrong with an instance. */
    enum Fault {
        GONE,
        SILENT,
        BROKEN;

        void strike(FakeService service) {
            switch (this) {
                case GONE -> service.goAway();
                case SILENT -> service.becomeSilent();
                case BROKEN -> service.mood = FakeService.Mood.BROKEN;
            }
        }

        void end(FakeService service) {
            switch (this) {
                case GONE -> service.comeBack();
                case SILENT, BROKEN -> service.becomeWell();
            }
        }
    }

    /** The calls of users, each with the instance that it goes to first, and then. */
    enum Kind {
        OPEN,
        GRAB,
        VIEW,
        WRAP,
        PAY,
        TOP_UP,
        WALLET;

        RunningGateway.Call call(OrderNumber packet) {
            String path = "/v1/packets/" + gateway.links.linkTo(packet);
            return switch (this) {
                case OPEN -> gateway.open(packet, LI);
                case GRAB -> gateway.grab(packet, LI);
                case VIEW -> gateway.get(path).as(LI);
                case WRAP ->
                        gateway.post("/v1/packets")
                                .as(LI)
                                .header("Idempotency-Key", KEY)
                                .json("{\"kind\":\"LUCKY\"}");
                case PAY -> gateway.post(path + "/payment").as(LI).json("{\"payTicket\":\"x\"}");
                case TOP_UP -> gateway.post("/v1/me/wallet/topups").as(LI).json("{}");
                case WALLET -> gateway.get("/v1/me/wallet").as(LI);
            };
        }

        FakeService instance(OrderNumber packet, int rank) {
            return switch (this) {
                case OPEN, GRAB, VIEW ->
                        rank == 0 ? gateway.ownerOf(packet) : gateway.otherOf(packet);
                case WRAP -> RunningGateway.fake(gateway.packetServices, wrapPlace(), rank);
                case PAY, TOP_UP, WALLET ->
                        RunningGateway.fake(gateway.payServices, "slot-01", rank);
            };
        }

        private static TablePlace wrapPlace() {
            var weights = Map.of(new SetId(0), 100, new SetId(1), 100);
            return WrapPlaces.ranked(new UserId(LI), new IdempotencyKey(KEY), weights).getFirst();
        }
    }

    static Stream<Arguments> everyFaultOfEveryKind() {
        return Stream.of(Fault.values())
                .flatMap(fault -> Stream.of(Kind.values()).map(kind -> Arguments.of(fault, kind)));
    }

    /**
     * Who is well may be too slow for an attempt, on a slow machine; then the client is told that
     * nobody answered in time, and asks again.
     */
    private static RunningGateway.Got answered(Kind kind, OrderNumber packet) {
        return Eventually.value(
                "an answer",
                PATIENCE,
                () -> {
                    gateway.packetServices.forEach(FakeService::forget);
                    gateway.payServices.forEach(FakeService::forget);
                    var answer = kind.call(packet).send();
                    return answer.status() == 503 ? Optional.empty() : Optional.of(answer);
                });
    }

    @ParameterizedTest
    @MethodSource("everyFaultOfEveryKind")
    void the_other_instance_answers(Fault fault, Kind kind) {
        OrderNumber packet = gateway.newPacket();
        FakeService owner = kind.instance(packet, 0);
        FakeService other = kind.instance(packet, 1);
        fault.strike(owner);

        var answer = answered(kind, packet);

        fault.end(owner);
        assertThat(answer.status()).isEqualTo(kind == Kind.WRAP ? 201 : 200);
        assertThat(other.received()).hasSize(1);
        if (kind == Kind.WRAP) {
            assertThat(other.received().getFirst().body()).isEqualTo("{\"kind\":\"LUCKY\"}");
        }
    }

    @ParameterizedTest
    @MethodSource("everyFaultOfEveryKind")
    void when_nobody_answers_the_client_is_told_so_within_the_budget(Fault fault, Kind kind) {
        OrderNumber packet = gateway.newPacket();
        FakeService owner = kind.instance(packet, 0);
        FakeService other = kind.instance(packet, 1);
        fault.strike(owner);
        fault.strike(other);
        long since = System.nanoTime();

        var answer = kind.call(packet).send();

        Duration took = Duration.ofNanos(System.nanoTime() - since);
        fault.end(owner);
        fault.end(other);
        assertThat(answer.problem()).isEqualTo("503 overloaded");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(took).isLessThan(PATIENCE);
        // A GET over a pooled connection that broke is repeated by the HTTP client as well.
        assertThat(owner.received()).hasSizeLessThanOrEqualTo(2);
        assertThat(other.received()).hasSizeLessThanOrEqualTo(2);
    }

    /** A 4xx promises that there was no effect; the first instance may have had one. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void after_an_attempt_in_doubt_a_full_queue_is_no_refusal(Fault fault) {
        for (Kind kind : new Kind[] {Kind.OPEN, Kind.PAY, Kind.TOP_UP}) {
            OrderNumber packet = gateway.newPacket();
            FakeService owner = kind.instance(packet, 0);
            FakeService other = kind.instance(packet, 1);
            other.opens = _ -> OpenAnswers.Answer.refused("too_many_requests", null);
            other.calls = _ -> TOO_MANY;
            fault.strike(owner);

            var answer = fault == Fault.GONE ? answered(kind, packet) : kind.call(packet).send();

            fault.end(owner);
            gateway.reset();
            String doubt = kind == Kind.OPEN ? "503 set_unavailable" : "503 overloaded";
            assertThat(answer.problem())
                    .as("%s", kind)
                    .isEqualTo(fault == Fault.GONE ? "429 too_many_requests" : doubt);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        }
    }

    @Test
    void an_instance_that_came_back_is_asked_again() {
        OrderNumber packet = gateway.newPacket();
        gateway.ownerOf(packet).goAway();
        gateway.open(packet, LI).send();
        gateway.ownerOf(packet).comeBack();

        Eventually.isTrue(
                "asked again",
                PATIENCE,
                () -> {
                    gateway.open(packet, LI).send();
                    return !gateway.ownerOf(packet).received().isEmpty();
                });
    }
}
