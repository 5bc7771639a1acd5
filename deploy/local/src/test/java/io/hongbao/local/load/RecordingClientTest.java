package io.hongbao.local.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.WrapPlaces;
import io.hongbao.reconcile.history.History;
import io.hongbao.reconcile.history.HistoryLine;
import io.hongbao.reconcile.history.HistoryLine.Outcome;
import io.hongbao.reconcile.history.HistoryWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway answers is what is written down, call by call. */
class RecordingClientTest {

    private static final UserId LI = new UserId(1001);
    private static final SetId SET = new SetId(7);
    private static final String PACKET = "2026112200000000010073-6X56JS6FH4DD";
    private static final Map<SetId, Integer> WEIGHTS = Map.of(SET, 100, new SetId(8), 100);

    @TempDir Path directory;

    private final CallHistory calls = new CallHistory();
    private HttpServer gateway;
    private HistoryWriter history;
    private RecordingClient client;
    private int status;
    private String body = "";

    @BeforeEach
    void gatewayAnswers() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext(
                "/",
                exchange -> {
                    boolean token = exchange.getRequestURI().getPath().equals("/v1/dev/tokens");
                    byte[] answer =
                            (token ? "{\"token\":\"t\"}" : body).getBytes(StandardCharsets.UTF_8);
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(token ? 200 : status, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        gateway.start();
        history = new HistoryWriter(directory.resolve("history.jsonl"));
        client =
                new RecordingClient(
                        URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()),
                        history,
                        calls,
                        Clock.systemUTC(),
                        WEIGHTS);
    }

    @AfterEach
    void close() {
        client.close();
        gateway.stop(0);
    }

    @Test
    void a_wrap_tells_where_it_belonged_and_where_it_landed() {
        answers(201, "{\"packetId\":\"" + PACKET + "\",\"payTicket\":\"p\"}");

        WrappedPacket packet = client.wrap(LI, "key", "LUCKY", 20, 2).orElseThrow();

        assertThat(packet.packetId()).isEqualTo(PACKET);
        LoadCall call = calls.all().getFirst();
        assertThat(call.set()).isEqualTo(SET);
        assertThat(call.firstChoice())
                .isEqualTo(
                        WrapPlaces.ranked(LI, IdempotencyKey.parse("key").orElseThrow(), WEIGHTS)
                                .getFirst()
                                .set());
        assertThat(call.ok()).isTrue();
        assertThat(written())
                .extracting(HistoryLine::orderNumber, HistoryLine::outcome)
                .containsExactly(tuple(PACKET.substring(0, 22), Outcome.ACK));
    }

    @Test
    void a_problem_is_known_by_status_and_code_and_is_no_effect_or_an_unknown_one() {
        var packet = new WrappedPacket(PACKET, "p", 20);
        answers(503, "{\"code\":\"set_unavailable\"}");
        client.open(LI, packet);
        answers(409, "{\"code\":\"packet_finished\"}");
        client.open(LI, packet);
        answers(500, "no JSON");
        client.open(LI, packet);

        assertThat(calls.all())
                .extracting(LoadCall::outcome)
                .containsExactly("503 set_unavailable", "409 packet_finished", "500");
        assertThat(calls.all()).noneMatch(LoadCall::ok).allMatch(call -> SET.equals(call.set()));
        assertThat(written())
                .extracting(HistoryLine::outcome)
                .containsExactly(Outcome.UNKNOWN, Outcome.REFUSED, Outcome.UNKNOWN);
    }

    @Test
    void no_answer_is_an_error_of_its_own() {
        client.introduce(LI);
        gateway.stop(0);

        assertThat(client.pay(LI, new WrappedPacket(PACKET, "p", 20))).isFalse();

        assertThat(calls.all()).extracting(LoadCall::outcome).containsExactly("no answer");
        assertThat(written()).extracting(HistoryLine::outcome).containsExactly(Outcome.UNKNOWN);
    }

    private void answers(int givenStatus, String givenBody) {
        status = givenStatus;
        body = givenBody;
    }

    private List<HistoryLine> written() {
        history.flush();
        return History.read(List.of(directory.resolve("history.jsonl"))).lines();
    }
}
