package io.hongbao.pay.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.money.Money;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.bank.BankAnswer.Debited;
import io.hongbao.pay.bank.BankAnswer.Declined;
import io.hongbao.pay.bank.BankAnswer.Unclear;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every bank channel promises, the fake of the tests included. */
public abstract class BankChannelContract {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String number = "topup:1001:\"key/" + NUMBERS.incrementAndGet();

    protected abstract BankChannel bank();

    protected abstract void fault(Fault fault);

    protected abstract long debitedFen();

    /** As every channel of the service is: with the limits around it. */
    protected static BankChannel resilient(BankChannel channel, BankSettings.Bank settings) {
        return new ResilientBankChannel(
                channel,
                settings,
                ResilientBankChannel.breaker(channel.name(), Clock.systemUTC()),
                new BankMeters(channel.name(), new SimpleMeterRegistry()));
    }

    @AfterEach
    void calm() {
        fault(Fault.NONE);
    }

    private BankDebit debit(String card, long fen) {
        return new BankDebit(number, card, new Money(fen));
    }

    @Test
    void a_debit_is_made_once_however_often_it_is_asked() {
        long before = debitedFen();

        assertThat(bank().debit(debit("card-good", 5_00))).isInstanceOf(Debited.class);
        assertThat(bank().debit(debit("card-good", 5_00))).isInstanceOf(Debited.class);

        assertThat(debitedFen()).isEqualTo(before + 5_00);
    }

    @Test
    void a_declined_debit_stays_declined() {
        long before = debitedFen();

        assertThat(bank().debit(debit("card-declined", 5_00))).isEqualTo(new Declined());
        assertThat(bank().debit(debit("card-declined", 5_00))).isEqualTo(new Declined());

        assertThat(debitedFen()).isEqualTo(before);
    }

    @Test
    void the_same_number_with_other_content_takes_no_money() {
        bank().debit(debit("card-good", 5_00));
        long before = debitedFen();

        assertThat(bank().debit(debit("card-good", 5_01))).isInstanceOf(Unclear.class);
        assertThat(bank().debit(debit("card-other", 5_00))).isInstanceOf(Unclear.class);

        assertThat(debitedFen()).isEqualTo(before);
    }

    @Test
    void a_lost_answer_is_unclear_and_the_same_debit_again_tells() {
        long before = debitedFen();
        fault(Fault.ANSWER_LOST);
        assertThat(bank().debit(debit("card-good", 5_00))).isInstanceOf(Unclear.class);

        fault(Fault.NONE);
        assertThat(bank().debit(debit("card-good", 5_00))).isInstanceOf(Debited.class);

        assertThat(debitedFen()).isEqualTo(before + 5_00);
    }

    @Test
    void a_lost_call_is_unclear_and_the_same_debit_again_is_made() {
        long before = debitedFen();
        fault(Fault.CALL_LOST);
        assertThat(bank().debit(debit("card-good", 5_00))).isInstanceOf(Unclear.class);
        assertThat(debitedFen()).isEqualTo(before);

        fault(Fault.NONE);
        assertThat(bank().debit(debit("card-good", 5_00))).isInstanceOf(Debited.class);

        assertThat(debitedFen()).isEqualTo(before + 5_00);
    }
}
