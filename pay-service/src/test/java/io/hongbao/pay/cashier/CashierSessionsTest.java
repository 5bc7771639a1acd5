package io.hongbao.pay.cashier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.money.Money;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.ledger.card.BankCard;
import io.hongbao.pay.card.ChosenCard;
import io.hongbao.pay.cashier.CashierSessions.Entered.Joined;
import io.hongbao.pay.cashier.CashierSessions.Entered.Made;
import io.hongbao.serving.key.CardHashes;
import io.hongbao.serving.problem.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CashierSessionsTest {

    private static final OrderNumber PACKET = new OrderNumber("2026112100000000010003");
    private static final OrderNumber OTHER = new OrderNumber("2026112100000000020003");
    private static final CardHashes HASHES =
            new CardHashes(
                    new KeyRing("k", Map.of("k", SecretKey.of("local-only-card-key-of-a-test"))));

    private final AtomicLong nanos = new AtomicLong();
    private final CashierSessions<String> sessions =
            new CashierSessions<>(
                    new CashierSettings(100, Duration.ofMinutes(15), 2),
                    new SimpleMeterRegistry(),
                    nanos::get);

    private static PayTicket ticket(OrderNumber packet) {
        return new PayTicket(
                packet,
                new UserId(1001),
                new Money(8_88),
                new IdempotencyKey("wrap"),
                Instant.parse("2026-11-21T04:00:00Z"),
                Duration.ofHours(24));
    }

    private static ChosenCard card(String token) {
        return new ChosenCard(new BankCard("bank-a", HASHES.of(token), token, null), null, HASHES);
    }

    /** A payment that is with the bank until the test lets it go. */
    private final class Held {

        private final CountDownLatch atBank = new CountDownLatch(1);
        private final CompletableFuture<String> bank = new CompletableFuture<>();
        private final CompletableFuture<Object> caller =
                CompletableFuture.supplyAsync(() ->
                        sessions.pay(
                                ticket(PACKET),
                                card("a"),
                                () -> {
                                    atBank.countDown();
                                    return bank.join();
                                }));

        Held() throws InterruptedException {
            assertThat(atBank.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private static void assertRefused(ThrowingCallable call, ProblemCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.body().code()).isEqualTo(code));
    }

    private static String never() {
        throw new AssertionError("must join");
    }

    private static String declined() {
        throw ProblemException.of(ProblemCode.PAYMENT_DECLINED, "declined");
    }

    @Test
    void a_repeat_joins_the_payment_under_way_and_gets_its_answer() throws Exception {
        var held = new Held();

        var sameCard = sessions.pay(ticket(PACKET), card("a"), CashierSessionsTest::never);
        var noCard = sessions.underWay(PACKET, _ -> true);
        held.bank.complete("PAID");

        assertThat(held.caller.get(1, TimeUnit.MINUTES)).isEqualTo(new Made<>("PAID"));
        assertThat(((Joined<String>) sameCard).answer().get(1, TimeUnit.MINUTES)).isEqualTo("PAID");
        assertThat(noCard.orElseThrow().get(1, TimeUnit.MINUTES)).isEqualTo("PAID");
    }

    @Test
    void another_choice_is_refused_while_a_payment_is_under_way_and_free_afterwards()
            throws Exception {
        var held = new Held();

        assertRefused(
                () -> sessions.pay(ticket(PACKET), card("b"), CashierSessionsTest::never),
                ProblemCode.PAYMENT_IN_PROGRESS);
        assertRefused(() -> sessions.underWay(PACKET, _ -> false), ProblemCode.PAYMENT_IN_PROGRESS);
        held.bank.complete("PAID");
        held.caller.get(1, TimeUnit.MINUTES);

        assertThat(sessions.underWay(PACKET, _ -> false)).isEmpty();
        assertThat(sessions.pay(ticket(PACKET), card("b"), () -> "second"))
                .isEqualTo(new Made<>("second"));
    }

    @Test
    void the_payment_of_another_packet_is_nobodys_business() throws Exception {
        var held = new Held();

        assertThat(sessions.pay(ticket(OTHER), card("b"), () -> "other"))
                .isEqualTo(new Made<>("other"));
        held.bank.complete("PAID");
        held.caller.get(1, TimeUnit.MINUTES);
    }

    @Test
    void who_joined_hears_of_a_failure_as_well() throws Exception {
        var held = new Held();
        var joined =
                (Joined<String>)
                        sessions.pay(ticket(PACKET), card("a"), CashierSessionsTest::never);

        held.bank.completeExceptionally(new IllegalStateException("a bug"));

        assertThatThrownBy(() -> joined.answer().get(1, TimeUnit.MINUTES))
                .rootCause()
                .hasMessage("a bug");
        assertThatThrownBy(() -> held.caller.get(1, TimeUnit.MINUTES))
                .rootCause()
                .hasMessage("a bug");
        assertThat(sessions.underWay(PACKET, _ -> true)).isEmpty();
    }

    @Test
    void after_too_many_declines_a_card_is_refused_until_the_session_ends() {
        for (int i = 0; i < 2; i++) {
            assertRefused(
                    () -> sessions.pay(ticket(PACKET), card("a"), CashierSessionsTest::declined),
                    ProblemCode.PAYMENT_DECLINED);
        }

        assertRefused(
                () -> sessions.pay(ticket(PACKET), card("b"), CashierSessionsTest::never),
                ProblemCode.TOO_MANY_DECLINES);
        nanos.addAndGet(Duration.ofMinutes(15).toNanos());
        assertThat(sessions.pay(ticket(PACKET), card("b"), () -> "PAID"))
                .isEqualTo(new Made<>("PAID"));
    }

    @Test
    void there_are_never_more_sessions_than_the_setting_says() {
        var metrics = new SimpleMeterRegistry();
        var few =
                new CashierSessions<String>(
                        new CashierSettings(3, Duration.ofMinutes(15), 2), metrics, nanos::get);
        for (int i = 0; i < 50; i++) {
            var packet = new OrderNumber("20261121000000" + (1_000 + i) + "0003");
            few.pay(ticket(packet), card("a"), () -> "PAID");
        }
        few.cleanUp();

        assertThat(metrics.get("hongbao.cashier.sessions").gauge().value()).isLessThanOrEqualTo(3);
    }
}
