package io.hongbao.pay.notification;

import static io.hongbao.pay.TestPayService.NOON;
import static io.hongbao.pay.TestPayService.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestWallets;
import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NotificationStreamTest {

    private static TestPayService service;

    @BeforeAll
    static void start() {
        service = service("hongbao.notifications.stream.lifetime=10m");
    }

    private static TestPayService service(String... settings) {
        var all = new ArrayList<>(List.of(settings));
        all.add("hongbao.notifications.stream.poll=20ms");
        all.add("hongbao.notifications.stream.heartbeat=200ms");
        all.add("hongbao.notifications.stream.per-user-max=2");
        var started =
                TestPayService.start(
                        TestWallets.create(),
                        new MovableClock(NOON),
                        new FakeBank(),
                        all.toArray(String[]::new));
        started.waitUntilReady();
        return started;
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** The next line that begins so. */
    private static String next(Iterator<String> lines, String begin) {
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith(begin)) {
                return line.substring(begin.length()).strip();
            }
        }
        throw new AssertionError("the stream ended: " + begin);
    }

    @Test
    void a_notification_comes_when_it_happens() {
        UserId li = service.userWith(9_00);
        try (Stream<String> stream = service.stream(li).body()) {
            Iterator<String> lines = stream.iterator();
            // It is there now, and begins after what was.
            next(lines, ":");
            service.pay(service.payTicket(li, 1_00));

            assertThat(next(lines, "id:")).isEqualTo("2");
            assertThat(next(lines, "event:")).isEqualTo("PAYMENT_CONFIRMED");
            assertThat(next(lines, "data:")).contains("\"amountFen\":100,");

            service.pay(service.payTicket(li, 2_00));

            assertThat(next(lines, "id:")).isEqualTo("3");
        }
    }

    @Test
    void a_stream_is_resumed_after_what_was_seen() {
        UserId li = service.userWith(9_00);
        service.pay(service.payTicket(li, 1_00));
        service.pay(service.payTicket(li, 1_00));
        try (Stream<String> stream = service.stream(li, "Last-Event-ID", "1").body()) {
            Iterator<String> lines = stream.iterator();

            assertThat(next(lines, "id:")).isEqualTo("2");
            assertThat(next(lines, "id:")).isEqualTo("3");
        }
    }

    @Test
    void a_silent_stream_says_that_it_is_there() {
        try (Stream<String> stream = service.stream(newUser()).body()) {
            Iterator<String> lines = stream.iterator();

            for (int i = 0; i < 3; i++) {
                next(lines, ":");
            }
        }
    }

    @Test
    void what_no_notification_has_is_refused() {
        HttpResponse<Stream<String>> answer = service.stream(newUser(), "Last-Event-ID", "last");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(String.join("", answer.body().toList())).contains("Last-Event-ID");
    }

    @Test
    void a_user_has_so_many_streams_and_again_when_one_has_ended() {
        UserId li = newUser();
        HttpResponse<Stream<String>> first = service.stream(li);
        try (Stream<String> second = service.stream(li).body()) {
            assertThat(second).isNotNull();
            assertThat(service.stream(li).statusCode()).isEqualTo(429);

            // The server finds out by its next heartbeat.
            first.body().close();

            Eventually.passes(
                    "a place",
                    Duration.ofMinutes(1),
                    () -> {
                        HttpResponse<Stream<String>> third = service.stream(li);
                        third.body().close();
                        assertThat(third.statusCode()).isEqualTo(200);
                    });
        }
    }

    @Test
    void a_stream_ends_when_its_time_is_over_and_when_the_instance_stops() {
        var ending = service("hongbao.notifications.stream.lifetime=1s");
        assertThat(ending.stream(newUser()).body().toList()).isNotEmpty();
        ending.close();

        var stopping = service();
        try (Stream<String> stream = stopping.stream(newUser()).body()) {
            Iterator<String> lines = stream.iterator();
            next(lines, ":");

            stopping.stop();

            // To its end, and without an exception.
            lines.forEachRemaining(line -> assertThat(line).doesNotStartWith("id"));
        }
        stopping.close();
    }
}
