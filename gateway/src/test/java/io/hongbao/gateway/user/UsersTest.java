package io.hongbao.gateway.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.hongbao.contracts.id.UserId;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class UsersTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final UserId LI = new UserId(1001);

    private final MovableClock clock = new MovableClock(NOON);

    private Users users(JwtSettings settings) {
        return new Users(new VerifyToken(settings, clock), clock, 10);
    }

    private static JwtSettings secret(@Nullable String issuer) {
        return new JwtSettings(SECRET, null, issuer, 10);
    }

    @Test
    void a_token_is_good_until_its_end_and_not_a_moment_longer() {
        var users = users(secret(null));
        String header = "Bearer " + new MintToken(SECRET, null, clock).mint(LI);

        assertThat(users.authenticate(header)).isCompletedWithValue(LI);
        clock.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(users.authenticate(header)).isCompletedWithValue(LI);
        clock.advance(Duration.ofMillis(1));
        assertRefused(users.authenticate(header));
        assertRefused(users.authenticate(header));
    }

    @Test
    void a_token_that_is_not_good_yet_is_refused() throws Exception {
        var users = users(secret(null));
        var claims =
                new JWTClaimsSet.Builder()
                        .subject(LI.toString())
                        .claim("nbf", NOON.plusSeconds(1).getEpochSecond())
                        .claim("exp", NOON.plusSeconds(60).getEpochSecond())
                        .build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner(SECRET));

        assertRefused(users.authenticate("Bearer " + token.serialize()));
        clock.advance(Duration.ofSeconds(1));
        assertThat(users.authenticate("Bearer " + token.serialize())).isCompletedWithValue(LI);
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        var users = users(secret("https://chat.example"));

        assertThat(users.authenticate("Bearer " + mint("https://chat.example")))
                .isCompletedWithValue(LI);
        assertRefused(users.authenticate("Bearer " + mint("https://other.example")));
        assertRefused(users.authenticate("Bearer " + mint(null)));
    }

    private String mint(@Nullable String issuer) {
        return new MintToken(SECRET, issuer, clock).mint(LI);
    }

    @Test
    void keys_may_be_published_by_who_makes_the_tokens() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("k1").generate();
        RSAKey other = new RSAKeyGenerator(2048).keyID("k1").generate();
        HttpServer published = publish(new JWKSet(key.toPublicJWK()).toString());
        var users = users(published(published));

        // Fetching them is given half a second.
        Eventually.passes(
                "keys fetched",
                Duration.ofMinutes(2),
                () -> assertThat(users.authenticate("Bearer " + signed(key)).join()).isEqualTo(LI));
        assertRefused(users.authenticate("Bearer " + signed(other)));
        assertRefused(users.authenticate("Bearer " + mint(null)));
        published.stop(0);
    }

    @Test
    void keys_that_are_out_of_reach_are_no_reason_to_blame_the_token() throws Exception {
        HttpServer published = publish("{}");
        var users = users(published(published));
        published.stop(0);
        String token = signed(new RSAKeyGenerator(2048).keyID("k1").generate());

        assertThatThrownBy(() -> users.authenticate("Bearer " + token).join())
                .hasCauseInstanceOf(ProblemException.class)
                .hasMessageContaining("overloaded");
    }

    @Test
    void exactly_one_source_of_keys_must_be_set() {
        assertThatThrownBy(() -> new JwtSettings(null, null, null, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new JwtSettings(SECRET, URI.create("http://x"), null, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new JwtSettings("short", null, null, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("short");
    }

    private static void assertRefused(CompletableFuture<UserId> user) {
        assertThatThrownBy(user::join)
                .hasCauseInstanceOf(ProblemException.class)
                .hasMessageContaining("unauthenticated");
    }

    private static JwtSettings published(HttpServer server) {
        return new JwtSettings(
                null,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys"),
                null,
                10);
    }

    private static HttpServer publish(String keys) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
        server.createContext(
                "/keys",
                exchange -> {
                    byte[] body = keys.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static String signed(RSAKey key) throws JOSEException {
        var claims =
                new JWTClaimsSet.Builder()
                        .subject(LI.toString())
                        .expirationTime(Date.from(NOON.plusSeconds(60)))
                        .build();
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                        claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
