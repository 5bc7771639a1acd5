package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.FinishedPacket;
import io.hongbao.contracts.call.FinishedPacket.Opener;
import io.hongbao.contracts.call.GrabAnswers;
import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.ticket.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients get for an open and a grab, and what the owner is asked for it. */
final class OpenAndGrabTest {

    private static final long LI = 1001;
    private static final long WANG = 1002;

    @TempDir private static Path directory;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RunningGateway(directory);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @Test
    void an_open_is_answered_with_the_amount_and_the_time() {
        OrderNumber packet = gateway.newPacket();
        gateway.ownerOf(packet).opens =
                ticket -> OpenAnswers.Answer.opened(88_88, 1_795_220_000_123L, null);

        var answer = gateway.open(packet, LI).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body())
                .isEqualTo(
                        String.format(
                                Locale.ROOT,
                                "{\"packetId\":\"%s\",\"amountFen\":8888,\"openedAt\":\"2026-11-21T00:13:20.123Z\"}",
                                gateway.links.linkTo(packet)));
    }

    @Test
    void the_owner_gets_a_batch_whose_item_has_a_ticket_of_its_own() {
        OrderNumber packet = gateway.newPacket();

        gateway.open(packet, LI).send();

        var received = gateway.ownerOf(packet).received();
        assertThat(received).hasSize(1);
        assertThat(received.getFirst().target()).isEqualTo("/internal/v1/opens");
        assertThat(received.getFirst().ticket().operation()).isEqualTo(Operation.BATCH);
        assertThat(received.getFirst().body()).contains("gk~OPEN~1001~" + packet);
        assertThat(gateway.otherOf(packet).received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPENABLE", "OPENED", "FINISHED", "EXPIRED"})
    void a_grab_is_answered_with_the_state(String state) {
        OrderNumber packet = gateway.newPacket();
        gateway.ownerOf(packet).grabs = ticket -> GrabAnswers.Answer.of(state, null);

        var answer = gateway.grab(packet, LI).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        String.format(
                                Locale.ROOT,
                                "{\"packetId\":\"%s\",\"state\":\"%s\"}",
                                gateway.links.linkTo(packet),
                                state));
    }

    @ParameterizedTest
    @CsvSource({
        "packet_not_found, 404",
        "packet_not_paid, 409",
        "not_a_recipient, 403",
        "packet_finished, 409",
        "packet_expired, 410",
        "too_many_requests, 429",
        "set_unavailable, 503",
        "overloaded, 503",
    })
    void a_refusal_of_the_service_is_told_with_its_code(String code, int status) {
        OrderNumber packet = gateway.newPacket();
        gateway.ownerOf(packet).opens = ticket -> OpenAnswers.Answer.refused(code, null);

        var answer = gateway.open(packet, LI).send();

        assertThat(answer.problem()).isEqualTo(status + " " + code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unauthenticated", "of_a_newer_service"})
    void a_refusal_that_is_our_own_fault_is_not_blamed_on_the_client(String code) {
        OrderNumber packet = gateway.newPacket();
        gateway.ownerOf(packet).grabs = ticket -> GrabAnswers.Answer.refused(code, null);

        assertThat(gateway.grab(packet, LI).send().problem()).isEqualTo("500 internal_error");
    }

    @Test
    void a_finished_packet_is_answered_from_memory() {
        OrderNumber packet = gateway.newPacket();
        var finished = new FinishedPacket(false, List.of(new Opener(LI, 7, 1_795_220_000_000L)));
        gateway.ownerOf(packet).grabs = ticket -> GrabAnswers.Answer.of("FINISHED", finished);
        gateway.grab(packet, WANG).send();
        gateway.reset();

        assertThat(gateway.open(packet, LI).send().body())
                .contains("\"amountFen\":7,\"openedAt\":\"2026-11-21T00:13:20Z\"");
        assertThat(gateway.open(packet, WANG).send().problem()).isEqualTo("409 packet_finished");
        assertThat(gateway.grab(packet, LI).send().body()).contains("\"state\":\"OPENED\"");
        assertThat(gateway.grab(packet, WANG).send().body()).contains("\"state\":\"FINISHED\"");
        assertThat(gateway.ownerOf(packet).received()).isEmpty();
    }

    @Test
    void a_finished_exclusive_packet_is_nothing_for_others() {
        OrderNumber packet = gateway.newPacket();
        var finished = new FinishedPacket(true, List.of(new Opener(LI, 7, 0)));
        gateway.ownerOf(packet).opens = ticket -> OpenAnswers.Answer.opened(7, 0, finished);
        gateway.open(packet, LI).send();
        gateway.reset();

        assertThat(gateway.open(packet, WANG).send().problem()).isEqualTo("403 not_a_recipient");
        assertThat(gateway.grab(packet, WANG).send().problem()).isEqualTo("403 not_a_recipient");
        assertThat(gateway.ownerOf(packet).received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " { } "})
    void an_empty_object_is_as_good_as_no_body(String body) {
        OrderNumber packet = gateway.newPacket();

        assertThat(gateway.open(packet, LI).json(body).send().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"amountFen\":1}", "[]", "null", "{", "x"})
    void a_body_that_says_something_is_refused(String body) {
        var answer = gateway.grab(gateway.newPacket(), LI).json(body).send();

        assertThat(answer.problem()).isEqualTo("400 invalid_request");
        assertThat(answer.json().get("field").stringValue()).isEqualTo("body");
    }

    @Test
    void a_body_that_is_not_json_is_refused() {
        var call = gateway.grab(gateway.newPacket(), LI).json("{}");

        assertThat(call.header("Content-Type", "text/plain").send().problem())
                .isEqualTo("415 unsupported_media_type");
    }
}
