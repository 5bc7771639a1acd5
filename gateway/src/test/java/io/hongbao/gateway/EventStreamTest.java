package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of events on their way through the gateway. */
final class EventStreamTest {

    private static final long LI = 1001;

    @TempDir private Path directory;
    private RunningGateway gateway;

    @BeforeEach
    void start() {
        gateway =
                new RunningGateway(
                        directory,
                        "hongbao.gateway.door.streams-max=1",
                        "hongbao.serving.leave-wait=0s");
        gateway.walletOf(LI).becomeStreaming();
    }

    @AfterEach
    void close() {
        gateway.walletOf(LI).becomeWell();
        gateway.close();
    }

    private HttpResponse<Stream<String>> stream() throws IOException, InterruptedException {
        return gateway.http.send(
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + gateway.port()
                                                + "/v1/me/notifications"))
                        .header("Authorization", "Bearer " + gateway.tokenOf(LI))
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", "7")
                        .build(),
                BodyHandlers.ofLines());
    }

    @Test
    void events_arrive_when_they_are_sent_and_there_are_so_many_streams()
            throws IOException, InterruptedException {
        HttpResponse<Stream<String>> stream = stream();
        Iterator<String> lines = stream.body().iterator();

        assertThat(stream.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(lines.next()).isEqualTo("id:1");
        var call = gateway.walletOf(LI).received().getLast();
        assertThat(call.header("Accept")).isEqualTo("text/event-stream");
        assertThat(call.header("Last-Event-ID")).isEqualTo("7");
        assertThat(stream().statusCode()).isEqualTo(429);

        gateway.walletOf(LI).becomeWell();

        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEqualTo("id:2");
        lines.forEachRemaining(line -> assertThat(line).isEmpty());
        assertThat(stream().statusCode()).isEqualTo(200);
    }

    @Test
    void a_stream_ends_cleanly_when_the_gateway_stops() throws IOException, InterruptedException {
        Iterator<String> lines = stream().body().iterator();
        assertThat(lines.next()).isEqualTo("id:1");

        gateway.stopGracefully();

        lines.forEachRemaining(line -> assertThat(line).isEmpty());
    }

    @Test
    void who_accepts_anything_gets_a_page() {
        gateway.walletOf(LI).becomeWell();

        var answer = gateway.get("/v1/me/notifications").as(LI).header("Accept", "*/*").send();

        assertThat(answer.body()).isEqualTo("{\"items\":[],\"nextCursor\":null}");
        assertThat(gateway.walletOf(LI).received().getLast().header("Last-Event-ID")).isEmpty();
    }
}
