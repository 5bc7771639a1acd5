package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.catalogue.Switch;
import io.hongbao.gateway.FakeService.Given;
import io.hongbao.testkit.cases.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wallet home and lists while their source fails: the last known answer, marked; never another. */
final class StaleAnswerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String WALLET = "/v1/me/wallet";
    private static final String AS_OF = "2026-11-21T04:00:00Z";
    private static final AtomicLong USERS = new AtomicLong(1_000);

    @TempDir private static Path directory;
    private static RunningGateway gateway;

    /** Nobody remembers anything of this one. */
    private final long li = USERS.incrementAndGet();

    private volatile long changeFen = 100;

    @BeforeAll
    static void start() {
        gateway =
                new RunningGateway(
                        directory,
                        "hongbao.runtime.file=" + directory.resolve("runtime.yaml"),
                        "hongbao.catalogue.poll=20ms",
                        "hongbao.calls.send.avoid-for=1ms",
                        "hongbao.gateway.calls.record-budget=3s",
                        "hongbao.gateway.calls.record-attempt=600ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void tellChange() {
        gateway.payServices.forEach(service -> service.calls = this::right);
    }

    @AfterEach
    void reset() {
        gateway.reset();
    }

    private Given right(FakeService.Received call) {
        return switch (call.ticket().operation()) {
            case VIEW_WALLET, VIEW_BALANCE ->
                    new Given(
                            200,
                            Map.of(
                                    "Content-Type",
                                    "application/json",
                                    "ETag",
                                    "W/\"" + changeFen + "\""),
                            String.format(
                                            Locale.ROOT,
                                            "{\"changeFen\":%d,\"asOf\":\"%s\"}",
                                            changeFen,
                                            AS_OF)
                                    .getBytes(StandardCharsets.UTF_8));
            default -> FakeService.right(call);
        };
    }

    /** What can be wrong with the pay service. */
    enum Fault {
        GONE,
        SILENT,
        BROKEN,
        UNAVAILABLE,
        FULL;

        void strike() {
            gateway.payServices.forEach(service -> {
                switch (this) {
                    case GONE -> service.goAway();
                    case SILENT -> service.becomeSilent();
                    case BROKEN -> service.mood = FakeService.Mood.BROKEN;
                    case UNAVAILABLE -> service.calls = _ -> problem(503, "wallet_unavailable");
                    case FULL -> service.calls = _ -> problem(429, "too_many_requests");
                }
            });
        }

        void end() {
            gateway.payServices.forEach(service -> {
                if (this == GONE) {
                    service.comeBack();
                }
                service.becomeWell();
            });
        }
    }

    private static Given problem(int status, String code) {
        return new Given(
                status,
                Map.of("Content-Type", "application/problem+json", "Retry-After", "1"),
                String.format(
                                Locale.ROOT,
                                """
                                {"type":"about:blank","title":"x","status":%d,"code":"%s","detail":"x"}\
                                """,
                                status,
                                code)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Who is well may be too slow for an attempt, on a slow machine. */
    private RunningGateway.Got exact(String path) {
        return Eventually.value(
                "exact",
                PATIENCE,
                () ->
                        Optional.of(gateway.get(path).as(li).send())
                                .filter(got -> got.status() == 200 && !got.json().has("stale")));
    }

    private RunningGateway.Got get(String path) {
        return gateway.get(path).as(li).send();
    }

    @ParameterizedTest
    @EnumSource
    void the_last_balance_is_told_with_marks_while_the_wallet_fails_and_then_the_exact_one(
            Fault fault) {
        exact(WALLET);
        fault.strike();
        changeFen = 200;

        var stale = get(WALLET);
        int ofNobody = gateway.get(WALLET).as(USERS.incrementAndGet()).send().status();
        int change = get(WALLET + "/change").status();
        fault.end();
        tellChange();

        assertThat(stale.status()).isEqualTo(200);
        assertThat(stale.json().path("stale").booleanValue()).isTrue();
        assertThat(stale.json().path("changeFen").intValue()).isEqualTo(100);
        assertThat(stale.json().path("asOf").stringValue()).isEqualTo(AS_OF);
        assertThat(stale.json().path("notice").stringValue())
                .isEqualTo(
                        switch (fault) {
                            case GONE, SILENT, BROKEN -> "overloaded";
                            case UNAVAILABLE -> "wallet_unavailable";
                            case FULL -> "too_many_requests";
                        });
        assertThat(ofNobody).isEqualTo(fault == Fault.FULL ? 429 : 503);
        assertThat(change).isEqualTo(ofNobody);
        assertThat(exact(WALLET).json().path("changeFen").intValue()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/me/packets?direction=sent&limit=2",
                "/v1/me/wallet/transfers",
                "/v1/me/notifications?cursor=a"
            })
    void the_last_page_is_told_with_marks_while_the_lists_fail_and_then_the_exact_one(String path) {
        Instant before = Instant.now().minusMillis(1);
        exact(path);
        Instant after = Instant.now();
        Fault.UNAVAILABLE.strike();

        var stale = get(path);
        var other = get(path + (path.contains("?") ? "&x" : "?x"));
        Fault.UNAVAILABLE.end();

        assertThat(stale.body())
                .startsWith("{\"stale\":true,\"notice\":\"wallet_unavailable\",\"asOf\":")
                .endsWith(",\"items\":[],\"nextCursor\":null}");
        assertThat(Instant.parse(stale.json().path("asOf").stringValue())).isBetween(before, after);
        assertThat(other.problem()).isEqualTo("503 wallet_unavailable");
        exact(path);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/packets/LINK/payment, 200",
        "/v1/packets/LINK/payment, 503",
        "/v1/moments/LINK/payment, 200",
        "/v1/moments/LINK/payment, 503",
        "/v1/me/wallet/topups, 200",
        "/v1/me/wallet/topups, 503"
    })
    void after_a_payment_and_a_top_up_no_earlier_balance_is_told(String path, int status) {
        exact(WALLET);
        exact("/v1/me/wallet/transfers");
        if (status != 200) {
            Fault.UNAVAILABLE.strike();
        }
        String target = path.replace("LINK", gateway.links.linkTo(gateway.newPacket()));
        assertThat(gateway.post(target).json("{}").as(li).send().status()).isEqualTo(status);

        Fault.UNAVAILABLE.strike();

        assertThat(get(WALLET).problem()).isEqualTo("503 wallet_unavailable");
        assertThat(get("/v1/me/wallet/transfers").problem()).isEqualTo("503 wallet_unavailable");
    }

    @Test
    void a_refusal_that_is_the_clients_own_is_told_as_it_is() {
        exact(WALLET);
        gateway.payServices.forEach(
                service -> service.calls = _ -> problem(400, "invalid_request"));

        assertThat(get(WALLET).problem()).isEqualTo("400 invalid_request");
        assertThat(gateway.get(WALLET).send().problem()).isEqualTo("401 unauthenticated");
    }

    @Test
    void a_client_is_not_sent_what_it_has() {
        String tag = exact(WALLET).header("ETag");

        var same = gateway.get(WALLET).as(li).header("If-None-Match", "\"x\", " + tag).send();
        changeFen = 200;
        var changed = gateway.get(WALLET).as(li).header("If-None-Match", tag).send();

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("ETag")).isEqualTo(tag);
        assertThat(same.header("Cache-Control"))
                .isEqualTo("private, max-age=2, stale-if-error=600");
        assertThat(same.header("Vary")).isEqualTo("Authorization");
        assertThat(same.body()).isEmpty();
        assertThat(changed.json().path("changeFen").intValue()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
    }

    /** Else a client would believe of a copy without marks that it is still right. */
    @Test
    void a_stale_answer_is_another_one_than_that_which_it_was() {
        String tag = exact(WALLET).header("ETag");
        Fault.UNAVAILABLE.strike();

        var stale = gateway.get(WALLET).as(li).header("If-None-Match", tag).send();
        var again = gateway.get(WALLET).as(li).header("If-None-Match", stale.header("ETag")).send();

        assertThat(stale.status()).isEqualTo(200);
        assertThat(stale.json().path("stale").booleanValue()).isTrue();
        assertThat(again.status()).isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/me/packets?direction=sent, 304",
        "/v1/me/cards, 304",
        "/v1/me/wallet/change, 200"
    })
    void lists_may_be_kept_and_the_exact_balance_may_not(String path, int again) {
        var got = exact(path);

        String tag = again == 304 ? got.header("ETag") : "*";
        assertThat(gateway.get(path).as(li).header("If-None-Match", tag).send().status())
                .isEqualTo(again);
        assertThat(got.header("Cache-Control"))
                .isEqualTo(again == 304 ? "private, no-cache, stale-if-error=600" : "no-store");
    }

    @Test
    void what_is_switched_off_is_told_as_it_was_last() throws IOException {
        exact(WALLET);
        turn(RuntimeSettings.NONE.withSwitch(Switch.WALLET_HOME, Optional.of("too much")));
        var stale =
                Eventually.value(
                        "switched off",
                        PATIENCE,
                        () ->
                                Optional.of(get(WALLET))
                                        .filter(got ->
                                                got.json()
                                                        .path("notice")
                                                        .asString("")
                                                        .equals("switched_off")));
        turn(RuntimeSettings.NONE);

        assertThat(stale.json().path("changeFen").intValue()).isEqualTo(100);
        exact(WALLET);
    }

    private static void turn(RuntimeSettings settings) throws IOException {
        Files.writeString(directory.resolve("runtime.yaml"), settings.yaml());
    }

    @Test
    void stale_answers_are_counted() throws Exception {
        exact(WALLET);
        Fault.UNAVAILABLE.strike();
        get(WALLET);

        assertThat(
                        RawHttp.send(
                                gateway.managementPort(),
                                "GET /actuator/prometheus HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .containsPattern("operation=\"view_wallet\",outcome=\"stale\",tier=\"fourth\"");
    }
}
