package io.hongbao.gateway.user;

import static io.hongbao.gateway.user.Tokens.LI;
import static io.hongbao.gateway.user.Tokens.NOON;
import static io.hongbao.gateway.user.Tokens.NOT_OURS;
import static io.hongbao.gateway.user.Tokens.SECRET;
import static io.hongbao.gateway.user.Tokens.at;
import static io.hongbao.gateway.user.Tokens.audience;
import static io.hongbao.gateway.user.Tokens.bearer;
import static io.hongbao.gateway.user.Tokens.claims;
import static io.hongbao.gateway.user.Tokens.issuer;
import static io.hongbao.gateway.user.Tokens.refusal;
import static io.hongbao.gateway.user.Tokens.secret;
import static io.hongbao.gateway.user.Tokens.userClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import io.hongbao.contracts.id.UserId;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UsersTest {

    private final MovableClock clock = new MovableClock(NOON);

    private Users users(JwtSettings settings) {
        return new Users(
                new VerifyToken(settings, clock, System::nanoTime),
                clock,
                10,
                new SimpleMeterRegistry());
    }

    @Test
    void a_token_is_good_until_its_end_and_not_a_moment_longer() {
        var users = users(secret());
        String header = "Bearer " + new MintToken(secret(), clock).mint(LI);

        assertThat(users.authenticate(header)).isCompletedWithValue(LI);
        clock.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(users.authenticate(header)).isCompletedWithValue(LI);
        clock.advance(Duration.ofMillis(1));
        String ended = "401 must be a token that has not expired: exp";
        assertThat(refusal(users.authenticate(header))).isEqualTo(ended);
        assertThat(refusal(users.authenticate(header))).isEqualTo(ended);
    }

    /**
     * A clock that was set back tells whether a token is verified once more: it is not good yet.
     */
    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "Bearer    "})
    void a_token_is_remembered_once_however_its_header_is_written(String scheme) {
        var users = users(secret());
        String header = bearer(claims("\"exp\":" + at(120) + ",\"nbf\":" + at(1)));
        String written = header.replace("Bearer ", scheme) + "  ";
        clock.advance(Duration.ofSeconds(1));
        assertThat(users.authenticate(header)).isCompletedWithValue(LI);
        clock.advance(Duration.ofSeconds(-1));

        assertThat(users.authenticate(written)).isCompletedWithValue(LI);
    }

    @Test
    void a_token_without_an_end_is_refused() {
        assertThat(refusal(users(secret()).authenticate(bearer("{\"sub\":\"1001\"}"))))
                .isEqualTo("401 must be a token that has not expired: exp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nbf", "iat"})
    void a_token_that_is_not_good_yet_is_refused(String claim) {
        // The issuer's clock may be a minute ahead: then he issues tokens after our now.
        int ahead = claim.equals("iat") ? 61 : 1;
        var users = users(secret());
        String header = bearer(claims("\"exp\":" + at(120) + ",\"" + claim + "\":" + at(ahead)));

        assertThat(refusal(users.authenticate(header)))
                .isEqualTo("401 must be a token that is good already: nbf, iat");
        clock.advance(Duration.ofSeconds(1));
        assertThat(users.authenticate(header)).isCompletedWithValue(LI);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    issued | seconds to its end | good
                    0      | 86400              | true
                    0      | 86401              | false
                    -3600  | 82800              | true
                    -3600  | 82801              | false
                    60     | 86460              | true
                           | 86460              | true
                           | 86461              | false
                    """)
    void a_token_lives_no_longer_than_it_may(@Nullable Integer issued, int end, boolean good) {
        String from = issued == null ? "" : ",\"iat\":" + at(issued);

        var user = users(secret()).authenticate(bearer(claims("\"exp\":" + at(end) + from)));

        if (good) {
            assertThat(user).isCompletedWithValue(LI);
        } else {
            assertThat(refusal(user))
                    .isEqualTo("401 must be a token that lives at most 86400 s: exp, iat");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    ours    | aud                   | good
                    hongbao | "hongbao"             | true
                    hongbao | ["other","hongbao"]   | true
                    hongbao | "other"               | false
                    hongbao | ["hongbao.other"]     | false
                    hongbao | []                    | false
                    hongbao |                       | false
                            |                       | true
                            | []                    | true
                            | "hongbao"             | false
                            | ["other"]             | false
                            | ""                    | false
                    """)
    void a_token_for_another_application_is_refused(
            @Nullable String ours, @Nullable String audience, boolean good) {
        String more = audience == null ? "" : "\"aud\":" + audience;

        var user = users(audience(ours)).authenticate(bearer(claims(more)));

        if (good) {
            assertThat(user).isCompletedWithValue(LI);
        } else {
            assertThat(refusal(user)).isEqualTo("401 must be a token for this service: aud");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "{\"hongbao\":1}", "[5]", "[null]"})
    void an_audience_that_is_no_text_is_not_taken_for_none(String audience) {
        var user = users(audience(null)).authenticate(bearer(claims("\"aud\":" + audience)));

        assertThat(refusal(user)).startsWith("401 ");
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        var users = users(issuer("https://chat.example"));

        assertThat(users.authenticate(bearer(claims("\"iss\":\"https://chat.example\""))))
                .isCompletedWithValue(LI);
        assertThat(refusal(users.authenticate(bearer(claims("\"iss\":\"https://other.example\"")))))
                .isEqualTo("401 " + NOT_OURS);
        assertThat(refusal(users.authenticate(bearer(claims(""))))).isEqualTo("401 " + NOT_OURS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"JWT", "jwt", "application/jwt", "at+jwt", "AT+JWT", "application/at+jwt"})
    void tokens_may_say_that_they_are_access_tokens(String type) {
        assertThat(users(secret()).authenticate(bearer(new JOSEObjectType(type))))
                .isCompletedWithValue(LI);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JOSE", "dpop+jwt", "logout+jwt", "secevent+jwt", ""})
    void tokens_for_another_use_are_refused(String type) {
        assertThat(refusal(users(secret()).authenticate(bearer(new JOSEObjectType(type)))))
                .isEqualTo("401 " + NOT_OURS);
    }

    @Test
    void a_token_that_names_the_only_key_is_good() {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("2026-11").build();

        assertThat(users(secret()).authenticate(bearer(header, claims(""))))
                .isCompletedWithValue(LI);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    claim | what it is            | user
                    sub   | "1001"                | 1001
                    sub   | 1001                  | 1001
                    uid   | "1742391298237645313" | 1742391298237645313
                    uid   | 1742391298237645313   | 1742391298237645313
                    uid   | 9223372036854775807   | 9223372036854775807
                    """)
    void the_user_is_in_the_claim_that_is_set(String claim, String value, long user) {
        var users = users(userClaim(claim));

        assertThat(users.authenticate(bearer(claims("\"" + claim + "\":" + value))))
                .isCompletedWithValue(new UserId(user));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1.0",
                "1e3",
                "true",
                "null",
                "[1001]",
                "{}",
                "\"\"",
                "\"li\"",
                "\" 1\"",
                "9223372036854775808",
                "\"9223372036854775808\"",
                "1742391298237645313.0"
            })
    void what_is_no_user_id_is_not_taken_for_one(String value) {
        assertThat(
                        refusal(
                                users(userClaim("uid"))
                                        .authenticate(bearer(claims("\"uid\":" + value)))))
                .isEqualTo("401 must be a token with a user's id: uid");
    }

    @Test
    void a_token_for_trying_out_is_good_whatever_is_set() {
        var settings =
                new JwtSettings(
                        SECRET,
                        null,
                        "https://chat.example",
                        "hongbao",
                        "uid",
                        Duration.ofHours(1),
                        Duration.ofMinutes(1),
                        10);

        assertThat(
                        users(settings)
                                .authenticate("Bearer " + new MintToken(settings, clock).mint(LI)))
                .isCompletedWithValue(LI);
    }

    @Test
    void nothing_is_said_of_a_token_that_we_did_not_get_from_our_issuer() {
        var strangers =
                new JwtSettings(
                        "x".repeat(32),
                        null,
                        null,
                        "hongbao",
                        "sub",
                        Duration.ofHours(1),
                        Duration.ofMinutes(1),
                        10);
        var users = users(strangers);

        for (String claims : new String[] {"", "\"exp\":1", "\"aud\":\"x\"", "\"sub\":\"li\""}) {
            assertThat(refusal(users.authenticate(bearer(claims(claims)))))
                    .isEqualTo("401 " + NOT_OURS);
        }
        assertThat(refusal(users.authenticate(null))).isEqualTo("401 " + NOT_OURS);
    }

    @Test
    void a_token_that_was_changed_is_refused_or_says_the_same() {
        var users = users(secret());
        var random = new Random(20261121);
        String good = bearer(claims(""));

        for (int i = 0; i < 20_000; i++) {
            var changed = new StringBuilder(good);
            for (int j = random.nextInt(1, 4); j > 0; j--) {
                changed.setCharAt(random.nextInt(7, good.length()), (char) random.nextInt(33, 127));
            }
            var user = users.authenticate(changed.toString());
            // The last character of base64 has bits that count for nothing.
            if (user.isCompletedExceptionally()) {
                assertThat(refusal(user)).isEqualTo("401 " + NOT_OURS);
            } else {
                assertThat(user).isCompletedWithValue(LI);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"HS256\",\"x\":%s}",
                "{\"alg\":\"HS256\",\"crit\":[\"x\"],\"x\":1}",
                "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}",
                "{\"alg\":\"HS256\",\"kid\":{}}",
                "{\"alg\":null}",
                "{\"alg\":\"\"}",
                "{\"alg\":\"dir\",\"enc\":\"A128GCM\"}",
                "[]",
                "null"
            })
    void a_hostile_header_is_refused_as_no_token(String header) {
        String nested = "[".repeat(2_500) + "]".repeat(2_500);
        String token =
                base64(String.format(Locale.ROOT, header, nested))
                        + "."
                        + base64(claims(""))
                        + ".AAAA";

        assertThat(refusal(users(secret()).authenticate("Bearer " + token)))
                .isEqualTo("401 " + NOT_OURS);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void exactly_one_source_of_keys_must_be_set() {
        assertThatThrownBy(() -> keys(null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> keys(SECRET, URI.create("http://x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> keys("short", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("short");
    }

    private static JwtSettings keys(@Nullable String secret, @Nullable URI url) {
        return new JwtSettings(
                secret, url, null, null, "sub", Duration.ofHours(1), Duration.ofSeconds(1), 10);
    }
}
