package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what of it the services see. */
final class AuthenticationTest {

    private static final String SECRET = "local-only-jwt-secret-of-a-laptop-32-bytes";

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

    static Stream<Arguments> wrongAuthorizations() {
        return Stream.of(
                Arguments.of("none at all", ""),
                Arguments.of("no token", "Bearer "),
                Arguments.of("another scheme", "Basic MTAwMTp4"),
                Arguments.of("not a token", "Bearer 1001"),
                Arguments.of("a ticket", "Bearer " + ticket(1001)),
                Arguments.of("expired", "Bearer " + token("1001", past(), SECRET)),
                Arguments.of("no end", "Bearer " + token("1001", null, SECRET)),
                Arguments.of("no user", "Bearer " + token(null, soon(), SECRET)),
                Arguments.of("user 0", "Bearer " + token("0", soon(), SECRET)),
                Arguments.of("a user by name", "Bearer " + token("li", soon(), SECRET)),
                Arguments.of(
                        "a user of 20 digits", "Bearer " + token("1".repeat(20), soon(), SECRET)),
                Arguments.of("another key", "Bearer " + token("1001", soon(), "x".repeat(32))),
                Arguments.of("unsigned", "Bearer " + unsigned("1001")),
                Arguments.of("changed", "Bearer " + changed(token("1001", soon(), SECRET))),
                Arguments.of("cut", "Bearer " + cut(token("1001", soon(), SECRET))),
                Arguments.of("too long", "Bearer " + "x".repeat(7_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAuthorizations")
    void a_call_without_a_right_token_is_refused(String what, String authorization) {
        OrderNumber packet = gateway.newPacket();
        var call = gateway.post("/v1/packets/" + gateway.links.linkTo(packet) + "/open");
        var wrong = authorization.isEmpty() ? call : call.header("Authorization", authorization);

        var answer = wrong.send();

        assertThat(answer.problem()).isEqualTo("401 unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(gateway.ownerOf(packet).received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/packets/x",
                "POST /v1/packets/x/open",
                "POST /v1/packets/x/grab",
                "POST /v1/packets/x/payment",
                "GET /v1/packets/x/payment",
                "POST /v1/packets",
                "GET /v1/me/packets",
                "GET /v1/me/wallet",
                "POST /v1/me/wallet/topups",
            })
    void every_call_of_a_user_needs_a_token(String call) {
        String target = call.substring(call.indexOf(' ') + 1);

        var answer = (call.startsWith("GET") ? gateway.get(target) : gateway.post(target)).send();

        assertThat(answer.problem()).isEqualTo("401 unauthenticated");
    }

    @Test
    void a_token_is_good_again_and_again() {
        String token = token("1001", soon(), SECRET);

        for (int i = 0; i < 3; i++) {
            var answer =
                    gateway.get("/v1/me/wallet").header("Authorization", "bearer " + token).send();
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void a_ticket_from_outside_never_gets_in() {
        OrderNumber packet = gateway.newPacket();

        gateway.get("/v1/packets/" + gateway.links.linkTo(packet))
                .as(1001)
                .header(Tickets.HEADER, ticket(1002))
                .send();

        var received = gateway.ownerOf(packet).received().getFirst();
        assertThat(received.ticket().user()).isEqualTo(new UserId(1001));
        assertThat(received.ticket().packet()).isEqualTo(packet);
        assertThat(received.ticket().operation()).isEqualTo(Operation.VIEW_PACKET);
        assertThat(received.header(Tickets.HEADER)).doesNotContain("|");
    }

    @Test
    void a_ticket_is_no_token() {
        var answer = gateway.get("/v1/me/wallet").header(Tickets.HEADER, ticket(1001)).send();

        assertThat(answer.problem()).isEqualTo("401 unauthenticated");
    }

    @Test
    void services_see_neither_the_token_nor_cookies() {
        gateway.get("/v1/me/wallet").as(1001).header("Cookie", "a=b").header("X-Other", "x").send();

        var received = gateway.walletOf(1001).received().getFirst();
        assertThat(received.header("Authorization")).isEmpty();
        assertThat(received.header("Cookie")).isEmpty();
        assertThat(received.header("X-Other")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "2026112100000000010003",
                "2026112100000000010003-",
                "2026112100000000010003-000000000000",
                "2026112100000000010003-00000000000",
                "2026112100000000010003-0000000000000",
                "2026112100000000010003_000000000000",
                "2026139900000000010003-000000000000",
                "202611210000000001000x-000000000000",
            })
    void a_link_that_we_did_not_make_names_no_packet(String link) {
        for (String path : new String[] {"/open", "/grab", "/payment"}) {
            assertThat(gateway.post("/v1/packets/" + link + path).as(1001).send().problem())
                    .isEqualTo("404 packet_not_found");
        }
        for (String path : new String[] {"", "/payment"}) {
            assertThat(gateway.get("/v1/packets/" + link + path).as(1001).send().problem())
                    .isEqualTo("404 packet_not_found");
        }
        for (String path : new String[] {"/view", "/payment"}) {
            assertThat(gateway.post("/v1/moments/" + link + path).as(1001).send().problem())
                    .isEqualTo("404 moment_not_found");
        }
        assertThat(gateway.get("/v1/moments/" + link).as(1001).send().problem())
                .isEqualTo("404 moment_not_found");
        gateway.packetServices.forEach(service -> assertThat(service.received()).isEmpty());
        gateway.payServices.forEach(service -> assertThat(service.received()).isEmpty());
    }

    @Test
    void a_link_in_lower_case_names_no_packet() {
        String link = gateway.links.linkTo(gateway.newPacket());

        assertThat(
                        gateway.get("/v1/packets/" + link.toLowerCase(Locale.ROOT))
                                .as(1001)
                                .send()
                                .problem())
                .isEqualTo("404 packet_not_found");
    }

    @Test
    void the_mac_of_one_packet_is_no_good_for_another() {
        String first = gateway.links.linkTo(gateway.newPacket());
        String second = gateway.links.linkTo(gateway.newPacket());

        String mixed = first.substring(0, 22) + second.substring(22);

        assertThat(gateway.get("/v1/packets/" + mixed).as(1001).send().problem())
                .isEqualTo("404 packet_not_found");
    }

    private static Date soon() {
        return Date.from(Instant.now().plus(Duration.ofHours(1)));
    }

    private static Date past() {
        return Date.from(Instant.now().minus(Duration.ofSeconds(2)));
    }

    private static String ticket(long user) {
        return new RunningGateway.Keys()
                .tickets(ServiceName.GATEWAY)
                .sign(
                        Hop.GATEWAY_PAY,
                        Ticket.of(
                                Operation.VIEW_WALLET,
                                new UserId(user),
                                null,
                                RequestDigest.NONE,
                                Instant.now()));
    }

    private static String token(@Nullable String subject, @Nullable Date until, String secret) {
        try {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(subject, until));
            token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unsigned(String subject) {
        return new PlainJWT(claims(subject, soon())).serialize();
    }

    private static JWTClaimsSet claims(@Nullable String subject, @Nullable Date until) {
        return new JWTClaimsSet.Builder().subject(subject).expirationTime(until).build();
    }

    /** The claims say another user, the signature is the old one. */
    private static String changed(String token) {
        String[] parts = token.split("\\.", -1);
        return parts[0] + "." + unsigned("1002").split("\\.", -1)[1] + "." + parts[2];
    }

    private static String cut(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }
}
