package io.hongbao.pay.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.money.Money;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.bank.BankAnswer.NotBooked;
import io.hongbao.pay.bank.BankAnswer.Unclear;
import io.hongbao.pay.bank.BindAnswer.Unavailable;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResilientBankChannelTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final FakeBank bank = new FakeBank();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T04:00:00Z"));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BankRefusal refusal = new BankRefusal("bank-a");

    private BankChannel around(BankChannel channel, Duration answerMax, int callsMax) {
        var settings =
                new BankSettings.Bank("fake", "", null, null, answerMax, answerMax, callsMax);
        var circuit = ResilientBankChannel.breaker(channel.name(), clock);
        var meters = new BankMeters(channel.name(), registry);
        meters.watch(circuit, refusal);
        return new ResilientBankChannel(channel, settings, circuit, meters);
    }

    /** Waits for ever, unless it is interrupted. */
    private static final class SilentBank extends FakeQuery {

        final Semaphore asked = new Semaphore(0);
        final CountDownLatch interrupted = new CountDownLatch(1);

        @Override
        public BankAnswer query(String number) {
            asked.release();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                Thread.currentThread().interrupt();
            }
            return new Unclear("interrupted");
        }
    }

    /** Queries are all that these tests need. */
    private abstract static class FakeQuery implements BankChannel {

        @Override
        public String name() {
            return "bank-a";
        }

        @Override
        public BankAnswer debit(BankDebit debit) {
            return query(debit.number());
        }

        @Override
        public BankAnswer lock(String number) {
            return query(number);
        }

        @Override
        public BankAnswer refund(String number) {
            return query(number);
        }

        @Override
        public BindAnswer bind(String token) {
            return new Unavailable("none");
        }
    }

    @Test
    void a_bank_that_hangs_is_unclear_in_time_and_the_call_is_interrupted() throws Exception {
        var silent = new SilentBank();

        assertThat(around(silent, SHORT, 1).query("n")).isEqualTo(new Unclear("no answer in time"));

        assertThat(silent.interrupted.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void more_calls_than_there_may_be_at_once_are_not_made() throws Exception {
        var silent = new SilentBank();
        BankChannel channel = around(silent, LONG, 1);
        assertThat(channel.callsRefused()).isFalse();
        CompletableFuture<BankAnswer> first = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual().start(() -> first.complete(channel.query("n")));
        silent.asked.acquire();

        assertThat(channel.query("n")).isEqualTo(new Unclear("too many calls at once"));
        assertThat(channel.bind("t")).isEqualTo(new Unavailable("too many calls at once"));
        assertThat(channel.callsRefused()).isTrue();
        assertThat(silent.asked.availablePermits()).isZero();

        caller.interrupt();
        assertThat(first.get()).isEqualTo(new Unclear("interrupted"));
    }

    @Test
    void a_bank_that_fails_is_left_alone_and_tried_again_later() {
        BankChannel channel = around(bank, LONG, 1);
        bank.fault(Fault.ANSWER_LOST);
        for (int call = 0; call < 10; call++) {
            assertThat(channel.callsRefused()).isFalse();
            channel.query("n");
        }

        assertThat(channel.callsRefused()).isTrue();
        assertThat(channel.query("n")).isEqualTo(new Unclear("breaker open"));
        assertThat(bank.calls()).isEqualTo(10);
        assertThat(breaker()).isEqualTo(2);

        bank.fault(Fault.NONE);
        clock.advance(Duration.ofSeconds(6));
        assertThat(channel.callsRefused()).isFalse();
        assertThat(breaker()).isEqualTo(1);
        for (int call = 0; call < 3; call++) {
            assertThat(channel.query("n")).isEqualTo(new NotBooked());
        }
        assertThat(breaker()).isZero();
    }

    @Test
    void to_ask_whether_calls_are_refused_uses_up_no_trial() {
        BankChannel channel = around(bank, LONG, 1);
        bank.fault(Fault.CALL_LOST);
        for (int call = 0; call < 10; call++) {
            channel.query("n");
        }
        clock.advance(Duration.ofSeconds(6));

        for (int ask = 0; ask < 10; ask++) {
            assertThat(channel.callsRefused()).isFalse();
        }
    }

    @Test
    void decisions_are_no_failures() {
        BankChannel channel = around(bank, LONG, 1);

        for (int call = 0; call < 30; call++) {
            channel.debit(new BankDebit("n" + call, FakeBank.DECLINED_CARD, new Money(1)));
            channel.query("unknown");
            channel.bind(FakeBank.UNKNOWN_CARD);
        }

        assertThat(channel.callsRefused()).isFalse();
        assertThat(calls("debit", "declined")).isEqualTo(30);
        assertThat(calls("query", "not_booked")).isEqualTo(30);
        assertThat(calls("bind", "unknown_card")).isEqualTo(30);
    }

    @Test
    void a_bug_of_a_channel_is_thrown_and_counts_as_a_failure() {
        BankChannel channel = around(bank, LONG, 1);
        bank.breaks(10);

        for (int call = 0; call < 10; call++) {
            assertThatThrownBy(() -> channel.query("n"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("a bug");
        }

        assertThat(channel.callsRefused()).isTrue();
    }

    @Test
    void a_bank_that_refuses_us_is_down_until_it_takes_a_call() {
        var health = new BankHealth(Map.of("bank-a", refusal));
        around(bank, LONG, 1);
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");

        refusal.refused("status 401");
        assertThat(health.health().getStatus().getCode()).isEqualTo("DOWN");
        assertThat(health.health().getDetails()).containsEntry("bank-a", "status 401");
        assertThat(registry.get("hongbao.bank.refused").gauge().value()).isEqualTo(1);

        refusal.accepted();
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
        assertThat(registry.get("hongbao.bank.refused").gauge().value()).isZero();
    }

    private double breaker() {
        return registry.get("hongbao.bank.breaker").gauge().value();
    }

    private long calls(String operation, String outcome) {
        return registry.get("hongbao.bank.calls")
                .tag("operation", operation)
                .tag("outcome", outcome)
                .timer()
                .count();
    }
}
