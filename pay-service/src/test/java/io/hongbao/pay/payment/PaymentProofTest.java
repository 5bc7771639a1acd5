package io.hongbao.pay.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.contracts.ticket.PayTickets;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.pay.TestWallets;
import io.hongbao.pay.proof.PaymentProofs;
import io.hongbao.pay.proof.ProofMode;
import io.hongbao.pay.proof.ProofSettings;
import io.hongbao.servers.StatementRecorder;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.testkit.cases.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A payment above the set amount needs the payer's consent, as the product's issuer tells it. */
class PaymentProofTest {

    private static final String SECRET = "what-the-issuer-of-proofs-and-we-share";
    private static final long ABOVE_FEN = 100_00;

    private static TestPayService service;

    @BeforeAll
    static void start() {
        service =
                TestPayService.start(
                        TestWallets.watched(),
                        new MovableClock(TestPayService.NOON),
                        new FakeBank(),
                        "hongbao.pay.proof=required",
                        "hongbao.pay.proof-above-fen=" + ABOVE_FEN,
                        "hongbao.pay.proof-secret=" + SECRET,
                        "hongbao.pay.proof-issuer=shop");
        service.waitUntilReady();
    }

    @AfterAll
    static void stop() {
        service.assertMoneyIsConserved();
        service.close();
    }

    @Test
    void only_a_total_above_the_amount_needs_a_proof() throws JOSEException {
        UserId li = service.userWith(500_00);
        PayTicket small = service.payTicket(li, ABOVE_FEN);
        PayTicket large = service.payTicket(li, ABOVE_FEN + 1);

        assertThat(service.pay(small).word()).isEqualTo("PAID");
        assertThat(service.pay(large).word()).isEqualTo("payment_proof_required");
        assertThat(pay(large, signed(claims(large))).word()).isEqualTo("PAID");
        assertThat(pay(large, signed(claims(large))).word()).isEqualTo("PAID");
        assertThat(service.balance(li)).isEqualTo(500_00 - 200_01);
    }

    @Test
    void to_see_a_moment_the_proof_names_the_moment() throws JOSEException {
        UserId li = service.userWith(500_00);
        PayTicket view = service.viewTicket(li, TestPayService.newPacket(), 200_00);
        String moment = service.bean(PacketLinks.class).linkTo(view.presentedAt());
        Map<String, @Nullable Object> ofMoment = with(view, "momentId", moment);
        ofMoment.remove("packetId");

        assertThat(service.pay(view).word()).isEqualTo("payment_proof_required");
        assertThat(pay(view, signed(claims(view))).word()).isEqualTo("payment_proof_required");
        assertThat(pay(view, signed(ofMoment)).word()).isEqualTo("PAID");
    }

    @Test
    void a_proof_of_anything_else_is_refused_before_any_database_is_asked() throws JOSEException {
        UserId li = service.userWith(500_00);
        PayTicket bill = service.payTicket(li, 200_00);
        PayTicket other = service.payTicket(li, 200_00);
        String right = signed(claims(bill));
        var proofs = new LinkedHashMap<String, String>();
        proofs.put("nothing", "");
        proofs.put("not JSON", "bnVsbA.bnVsbA.bnVsbA");
        proofs.put("another key", signed(claims(bill), new MACSigner(SECRET + "!")));
        proofs.put("no signature", right.substring(0, right.lastIndexOf('.') + 1));
        proofs.put("another packet", signed(claims(other)));
        proofs.put("another total", signed(with(bill, "amountFen", 200_01)));
        proofs.put("a total as text", signed(with(bill, "amountFen", "20000")));
        proofs.put("another user", signed(with(bill, "sub", li.value() + 1)));
        proofs.put("no user", signed(with(bill, "sub", null)));
        proofs.put("a token of who calls", signed(with(bill, "aud", "chat")));
        proofs.put("nobody's", signed(with(bill, "aud", null)));
        proofs.put("another issuer", signed(with(bill, "iss", "stranger")));
        proofs.put("expired", signed(with(bill, "exp", Date.from(now()))));
        proofs.put("without an end", signed(with(bill, "exp", null)));
        proofs.put("without a begin", signed(with(bill, "iat", null)));
        proofs.put("too long", signed(with(bill, "iat", Date.from(now().minusSeconds(241)))));
        proofs.put("of the future", signed(with(bill, "iat", Date.from(now().plusSeconds(62)))));
        StatementRecorder.forget();

        var answers = new LinkedHashMap<String, Answer>();
        proofs.forEach((what, proof) -> answers.put(what, pay(bill, proof)));

        answers.forEach((what, answer) -> {
            assertThat(answer.status()).as(what).isEqualTo(403);
            assertThat(answer.word()).as(what).isEqualTo("payment_proof_required");
            assertThat(answer.text("detail")).as(what).startsWith("proof must ");
        });
        assertThat(TestPayService.statementsOfCalls()).isEmpty();
        assertThat(pay(bill, right).word()).isEqualTo("PAID");
    }

    @Test
    void among_others_in_one_call_and_by_card_it_is_the_same() throws JOSEException {
        UserId li = service.userWith(300_00);
        PayTicket bill = service.payTicket(li, 300_00);
        int asked = service.bank.calls();
        String proof = ",\"proof\":\"" + signed(claims(bill)) + "\"";

        var without = service.payMany(service.item(bill, "")).path(0);
        var with = service.payMany(service.item(bill, proof)).path(0);
        Answer byCard = service.pay(service.payTicket(li, 300_00), "BANK", "card-good");

        assertThat(without.path("status").asInt()).isEqualTo(403);
        assertThat(with.path("status").asInt()).isEqualTo(200);
        assertThat(byCard.word()).isEqualTo("payment_proof_required");
        assertThat(service.bank.calls()).isEqualTo(asked);
    }

    @Test
    void a_published_key_checks_it_as_well(@TempDir Path directory)
            throws JOSEException, IOException {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        Path file = directory.resolve("jwks.json");
        Files.writeString(file, new JWKSet(key.toPublicJWK()).toString());
        var proofs = proofs(file);
        PayTicket bill = service.payTicket(TestPayService.newUser(), 1);

        proofs.check(bill, signed(claims(bill), new ECDSASigner(key)));

        String forged = signed(claims(bill), new ECDSASigner(stranger));
        assertThatThrownBy(() -> proofs.check(bill, forged)).isInstanceOf(ProblemException.class);
        String symmetric = signed(claims(bill), new MACSigner(key.toPublicJWK().toString()));
        assertThatThrownBy(() -> proofs.check(bill, symmetric))
                .isInstanceOf(ProblemException.class);
        Files.writeString(file, "{}");
        assertThatThrownBy(() -> proofs(file))
                .hasMessage("must be a JSON Web Key Set: hongbao.pay.proof-jwk-set=" + file);
    }

    @Test
    void settings_that_check_nothing_are_refused() {
        assertThatThrownBy(() -> settings(null, null, 0, Duration.ofMinutes(5)))
                .hasMessage(
                        "must set exactly one of: hongbao.pay.proof-secret, hongbao.pay.proof-jwk-set");
        assertThatThrownBy(() -> settings(SECRET, Path.of("x"), 0, Duration.ofMinutes(5)))
                .hasMessageStartingWith("must set exactly one of");
        assertThatThrownBy(() -> settings("short", null, 0, Duration.ofMinutes(5)))
                .hasMessage("must be at least 32 bytes: hongbao.pay.proof-secret, length=5");
        assertThatThrownBy(() -> settings(SECRET, null, -1, Duration.ofMinutes(5)))
                .hasMessage("must be >= 0: hongbao.pay.proof-above-fen=-1");
        assertThatThrownBy(() -> settings(SECRET, null, 0, Duration.ZERO))
                .hasMessage("must be > 0: hongbao.pay.proof-lifetime-max=PT0S");
    }

    private static ProofSettings settings(
            @Nullable String secret, @Nullable Path file, long above, Duration life) {
        return new ProofSettings(ProofMode.REQUIRED, above, secret, file, "shop", "sub", life);
    }

    private static PaymentProofs proofs(Path file) {
        return new PaymentProofs(
                settings(null, file, 0, Duration.ofMinutes(5)),
                service.bean(PacketLinks.class),
                service.clock);
    }

    private static Answer pay(PayTicket bill, String proof) {
        String body =
                String.format(
                        "{\"payTicket\":\"%s\",\"proof\":\"%s\"}",
                        service.bean(PayTickets.class).sign(bill), proof);
        return bill.moment() == null
                ? service.pay(bill.payer(), bill.packet(), body)
                : service.payMoment(bill.payer(), bill.moment(), body);
    }

    /** Lives for a minute from now. */
    private static Map<String, @Nullable Object> claims(PayTicket bill) {
        var claims = new LinkedHashMap<String, @Nullable Object>();
        claims.put("iss", "shop");
        claims.put("aud", PaymentProofs.AUDIENCE);
        claims.put("sub", bill.payer().toString());
        claims.put("packetId", service.bean(PacketLinks.class).linkTo(bill.packet()));
        claims.put("amountFen", bill.total().fen());
        claims.put("iat", Date.from(now()));
        claims.put("exp", Date.from(now().plusSeconds(60)));
        return claims;
    }

    private static Map<String, @Nullable Object> with(
            PayTicket bill, String claim, @Nullable Object value) {
        Map<String, @Nullable Object> claims = claims(bill);
        claims.put(claim, value);
        return claims;
    }

    private static String signed(Map<String, @Nullable Object> claims) throws JOSEException {
        return signed(claims, new MACSigner(SECRET));
    }

    private static String signed(Map<String, @Nullable Object> claims, JWSSigner signer)
            throws JOSEException {
        var set = new JWTClaimsSet.Builder();
        claims.forEach(set::claim);
        JWSAlgorithm algorithm =
                signer instanceof MACSigner ? JWSAlgorithm.HS256 : JWSAlgorithm.ES256;
        var token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID("k1").build(), set.build());
        token.sign(signer);
        return token.serialize();
    }

    private static Instant now() {
        return service.clock.instant();
    }
}
