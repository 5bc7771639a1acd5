package io.hongbao.gateway.user;

import static io.hongbao.gateway.user.PublishedKeys.BYTES_MAX;
import static io.hongbao.gateway.user.PublishedKeys.FETCH_INTERVAL_MIN;
import static io.hongbao.gateway.user.PublishedKeys.FRESH_FOR;
import static io.hongbao.gateway.user.Tokens.LI;
import static io.hongbao.gateway.user.Tokens.NOON;
import static io.hongbao.gateway.user.Tokens.NOT_OURS;
import static io.hongbao.gateway.user.Tokens.bearer;
import static io.hongbao.gateway.user.Tokens.claims;
import static io.hongbao.gateway.user.Tokens.published;
import static io.hongbao.gateway.user.Tokens.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of an issuer who publishes his keys, on his good and his bad days. */
final class PublishedKeysTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final JWK OLD = key("old");
    private static final JWK NEW = key("new");
    private static final String OUT_OF_REACH =
            "503 The keys that tokens are checked with are out of reach";

    private final KeyServer server = new KeyServer();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Users users = users(LIMIT);

    private Users users(Duration fetchMax) {
        var clock = new MovableClock(NOON);
        return new Users(
                new VerifyToken(published(server.url(), fetchMax), clock, nanos::get),
                clock,
                10,
                new SimpleMeterRegistry());
    }

    private static JWK key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void afterwards(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void keys_of_both_kinds_are_known_by_their_ids() throws JOSEException {
        JWK rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        server.publishes(rsa, OLD);

        assertThat(users.authenticate(bearer(rsa)).join()).isEqualTo(LI);
        assertThat(users.authenticate(bearer(OLD)).join()).isEqualTo(LI);
        assertThat(refusal(users.authenticate(bearer(key("old"))))).isEqualTo("401 " + NOT_OURS);
        assertThat(refusal(users.authenticate(bearer(claims(""))))).isEqualTo("401 " + NOT_OURS);
        assertThat(server.asked()).isEqualTo(1);
    }

    @Test
    void a_token_whose_key_is_known_is_good_at_once_while_the_key_server_is_down() {
        server.publishes(OLD);
        users.authenticate(bearer(OLD)).join();
        server.isDown();

        for (int minute = 0; minute < 60; minute++) {
            afterwards(Duration.ofMinutes(1));
            assertThat(users.authenticate(bearer(OLD))).isCompletedWithValue(LI);
        }
    }

    @Test
    void an_unknown_key_is_the_fault_of_the_token_while_the_key_server_is_down() {
        server.publishes(OLD);
        users.authenticate(bearer(OLD)).join();
        server.isDown();
        afterwards(FETCH_INTERVAL_MIN);

        assertThat(refusal(users.authenticate(bearer(NEW)))).isEqualTo("401 " + NOT_OURS);
        assertThat(refusal(users.authenticate(bearer(NEW)))).isEqualTo("401 " + NOT_OURS);
        assertThat(server.asked()).isEqualTo(2);
    }

    @Test
    void a_new_key_is_good_soon_however_many_unknown_ones_strangers_name() {
        server.publishes(OLD);
        users.authenticate(bearer(OLD)).join();
        afterwards(FETCH_INTERVAL_MIN);
        for (int i = 0; i < 100; i++) {
            assertThat(refusal(users.authenticate(bearer(key("strange-" + i)))))
                    .isEqualTo("401 " + NOT_OURS);
        }
        assertThat(server.asked()).isEqualTo(2);

        server.publishes(OLD, NEW);
        afterwards(FETCH_INTERVAL_MIN);
        assertThat(users.authenticate(bearer(NEW)).join()).isEqualTo(LI);
        assertThat(users.authenticate(bearer(OLD)).join()).isEqualTo(LI);
    }

    @Test
    void keys_that_were_never_in_reach_are_no_reason_to_blame_the_token() {
        assertThat(refusal(users.authenticate(bearer(OLD)))).isEqualTo(OUT_OF_REACH);
        assertThat(refusal(users.authenticate(bearer(OLD)))).isEqualTo(OUT_OF_REACH);
        assertThat(server.asked()).isEqualTo(1);

        server.publishes(OLD);
        afterwards(FETCH_INTERVAL_MIN);
        assertThat(users.authenticate(bearer(OLD)).join()).isEqualTo(LI);
    }

    @Test
    void those_who_wait_for_keys_wait_for_one_fetch_together() {
        var soon = new CountDownLatch(1);
        server.publishes(OLD);
        server.waitsFor(soon);

        var waiting =
                IntStream.range(0, 20).mapToObj(_ -> users.authenticate(bearer(OLD))).toList();
        afterwards(FETCH_INTERVAL_MIN.multipliedBy(2));
        var later = users.authenticate(bearer(OLD));
        assertThat(waiting).noneMatch(user -> user.isDone());
        soon.countDown();

        assertThat(waiting).allSatisfy(user -> assertThat(user.join()).isEqualTo(LI));
        assertThat(later.join()).isEqualTo(LI);
        assertThat(server.asked()).isEqualTo(1);
    }

    @Test
    void a_key_that_is_published_no_longer_is_refused_soon() {
        server.publishes(OLD, NEW);
        users.authenticate(bearer(NEW)).join();
        server.publishes(OLD);
        afterwards(FRESH_FOR.plusNanos(1));

        Eventually.passes(
                "the withdrawn key is refused",
                LIMIT,
                () ->
                        assertThat(refusal(users.authenticate(bearer(NEW))))
                                .isEqualTo("401 " + NOT_OURS));
        assertThat(users.authenticate(bearer(OLD))).isCompletedWithValue(LI);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{}", "[]", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"EC\"}]}"})
    void an_answer_without_keys_replaces_none(String answer) {
        server.publishes(OLD);
        users.authenticate(bearer(OLD)).join();
        server.says(200, answer);
        afterwards(FETCH_INTERVAL_MIN);

        assertThat(refusal(users.authenticate(bearer(NEW)))).isEqualTo("401 " + NOT_OURS);
        assertThat(server.asked()).isEqualTo(2);
        assertThat(users.authenticate(bearer(OLD))).isCompletedWithValue(LI);
    }

    @Test
    void an_error_page_is_no_key_set() {
        server.says(500, "{\"keys\":[" + OLD.toPublicJWK() + "]}");

        assertThat(refusal(users.authenticate(bearer(OLD)))).isEqualTo(OUT_OF_REACH);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void an_answer_has_a_largest_size(int above) {
        String keys = "{\"keys\":[" + OLD.toPublicJWK() + "]}";
        server.says(200, keys + " ".repeat(BYTES_MAX + above - keys.length()));

        var user = users.authenticate(bearer(OLD));

        if (above == 0) {
            assertThat(user.join()).isEqualTo(LI);
        } else {
            assertThat(refusal(user)).isEqualTo(OUT_OF_REACH);
        }
    }

    @Test
    void an_answer_that_begins_and_does_not_end_is_not_waited_for() {
        server.hangs();

        assertThat(refusal(users(Duration.ofMillis(200)).authenticate(bearer(OLD))))
                .isEqualTo(OUT_OF_REACH);
    }
}
