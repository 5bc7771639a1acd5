package io.hongbao.pay.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.money.Money;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.bank.BankAnswer.Debited;
import io.hongbao.pay.bank.BankAnswer.Declined;
import io.hongbao.pay.bank.BankAnswer.Locked;
import io.hongbao.pay.bank.BankAnswer.NotBooked;
import io.hongbao.pay.bank.BankAnswer.Refunded;
import io.hongbao.pay.bank.BankAnswer.Unclear;
import io.hongbao.pay.bank.BindAnswer.Bound;
import io.hongbao.pay.bank.BindAnswer.Unavailable;
import io.hongbao.pay.bank.BindAnswer.UnknownCard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * What every bank channel promises, the fake of the tests included. Whoever writes a channel
 * extends this with a bank that can be told what to do wrong.
 */
public abstract class BankChannelContract {

    private static final String GOOD = "card-good";
    private static final String DECLINED = "card-declined";
    private static final int RACES = 50;
    private static final int RACERS = 8;

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String number = newNumber();

    /** A new channel for each test, always to the same bank. */
    protected abstract BankChannel bank();

    /** What goes wrong with every call from now on. */
    protected abstract void fault(Fault fault);

    /** What the bank's books say. */
    protected abstract Books books();

    /** What was debited from cards, and given back to them. */
    public record Books(long debitedFen, long refundedFen) {

        Books debit(long fen) {
            return new Books(debitedFen + fen, refundedFen);
        }

        Books refund(long fen) {
            return new Books(debitedFen, refundedFen + fen);
        }
    }

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
        bank().close();
    }

    private static String newNumber() {
        return "topup:1001:\"key/" + NUMBERS.incrementAndGet() + "+%20";
    }

    private BankDebit debit(String card, long fen) {
        return new BankDebit(number, card, new Money(fen));
    }

    @Test
    void a_debit_is_made_once_however_often_it_is_asked() {
        Books before = books();

        assertThat(bank().debit(debit(GOOD, 5_00))).isInstanceOf(Debited.class);
        assertThat(bank().debit(debit(GOOD, 5_00))).isInstanceOf(Debited.class);

        assertThat(bank().query(number)).isInstanceOf(Debited.class);
        assertThat(books()).isEqualTo(before.debit(5_00));
    }

    @Test
    void a_declined_debit_stays_declined() {
        Books before = books();

        assertThat(bank().debit(debit(DECLINED, 5_00))).isEqualTo(new Declined());
        assertThat(bank().debit(debit(DECLINED, 5_00))).isEqualTo(new Declined());

        assertThat(bank().query(number)).isEqualTo(new Declined());
        assertThat(bank().lock(number)).isEqualTo(new Declined());
        assertThat(books()).isEqualTo(before);
    }

    @Test
    void the_same_number_with_other_content_takes_no_money() {
        bank().debit(debit(GOOD, 5_00));
        Books before = books();

        assertThat(bank().debit(debit(GOOD, 5_01))).isInstanceOf(Unclear.class);
        assertThat(bank().debit(debit("card-other", 5_00))).isInstanceOf(Unclear.class);

        assertThat(books()).isEqualTo(before);
    }

    @Test
    void a_number_that_the_bank_never_saw_is_not_booked_and_a_question_does_not_change_that() {
        assertThat(bank().query(number)).isEqualTo(new NotBooked());

        assertThat(bank().debit(debit(GOOD, 5_00))).isInstanceOf(Debited.class);
    }

    @Test
    void a_number_that_was_locked_unseen_is_never_debited() {
        Books before = books();

        assertThat(bank().lock(number)).isEqualTo(new Locked());
        assertThat(bank().lock(number)).isEqualTo(new Locked());

        assertThat(bank().debit(debit(GOOD, 5_00))).isEqualTo(new Locked());
        assertThat(bank().query(number)).isEqualTo(new Locked());
        assertThat(books()).isEqualTo(before);
    }

    @Test
    void a_lock_that_comes_after_the_debit_says_so_and_changes_nothing() {
        bank().debit(debit(GOOD, 5_00));
        Books before = books();

        assertThat(bank().lock(number)).isInstanceOf(Debited.class);

        assertThat(bank().query(number)).isInstanceOf(Debited.class);
        assertThat(books()).isEqualTo(before);
    }

    @Test
    void a_refund_gives_the_whole_amount_back_once_and_nothing_is_debited_any_more() {
        bank().debit(debit(GOOD, 5_00));
        Books before = books();

        assertThat(bank().refund(number)).isEqualTo(new Refunded());
        assertThat(bank().refund(number)).isEqualTo(new Refunded());

        assertThat(bank().query(number)).isEqualTo(new Refunded());
        assertThat(bank().lock(number)).isEqualTo(new Refunded());
        assertThat(bank().debit(debit(GOOD, 5_00))).isEqualTo(new Refunded());
        assertThat(books()).isEqualTo(before.refund(5_00));
    }

    @Test
    void what_was_never_debited_cannot_be_given_back() {
        Books before = books();

        assertThat(bank().refund(number)).isInstanceOf(Unclear.class);
        bank().lock(number);
        assertThat(bank().refund(number)).isInstanceOf(Unclear.class);

        assertThat(bank().query(number)).isEqualTo(new Locked());
        assertThat(books()).isEqualTo(before);
    }

    @Test
    void a_card_has_a_label_and_always_the_same() {
        BindAnswer first = bank().bind(GOOD);

        assertThat(first).isInstanceOf(Bound.class);
        assertThat(bank().bind(GOOD)).isEqualTo(first);
        assertThat(bank().bind("card-unknown")).isEqualTo(new UnknownCard());
    }

    /** Every fault of every operation: unclear, or as it is; and afterwards the bank tells. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void whatever_happens_to_a_debit_the_same_debit_again_decides_and_takes_money_once(
            Fault fault) {
        Books before = books();

        fault(fault);
        assertThat(bank().debit(debit(GOOD, 5_00))).satisfies(answer -> mayBe(fault, answer));

        fault(Fault.NONE);
        assertThat(bank().query(number))
                .isInstanceOf(fault == Fault.CALL_LOST ? NotBooked.class : Debited.class);
        assertThat(bank().debit(debit(GOOD, 5_00))).isInstanceOf(Debited.class);
        assertThat(books()).isEqualTo(before.debit(5_00));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void whatever_happens_to_a_lock_the_same_lock_again_decides(Fault fault) {
        Books before = books();

        fault(fault);
        assertThat(bank().lock(number)).satisfies(answer -> mayBe(fault, answer));

        fault(Fault.NONE);
        assertThat(bank().query(number))
                .isInstanceOf(fault == Fault.CALL_LOST ? NotBooked.class : Locked.class);
        assertThat(bank().lock(number)).isEqualTo(new Locked());
        assertThat(books()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void whatever_happens_to_a_refund_the_same_refund_again_decides_and_gives_money_once(
            Fault fault) {
        bank().debit(debit(GOOD, 5_00));
        Books before = books();

        fault(fault);
        assertThat(bank().refund(number)).satisfies(answer -> mayBe(fault, answer));

        fault(Fault.NONE);
        assertThat(bank().query(number))
                .isInstanceOf(fault == Fault.CALL_LOST ? Debited.class : Refunded.class);
        assertThat(bank().refund(number)).isEqualTo(new Refunded());
        assertThat(books()).isEqualTo(before.refund(5_00));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void whatever_happens_to_a_question_it_decides_nothing(Fault fault) {
        fault(fault);
        assertThat(bank().query(number)).satisfies(answer -> mayBe(fault, answer));
        assertThat(bank().bind(GOOD))
                .satisfies(answer -> {
                    if (fault != Fault.ANSWERED_TWICE) {
                        assertThat(answer).isInstanceOf(Unavailable.class);
                    }
                });

        fault(Fault.NONE);
        assertThat(bank().query(number)).isEqualTo(new NotBooked());
        assertThat(bank().bind(GOOD)).isInstanceOf(Bound.class);
    }

    /** Who answers twice may be understood, all others are not. */
    private static void mayBe(Fault fault, BankAnswer answer) {
        if (fault != Fault.ANSWERED_TWICE) {
            assertThat(answer).isInstanceOf(Unclear.class);
        }
    }

    @Test
    void of_a_debit_and_a_lock_that_race_exactly_one_wins_and_all_hear_the_same() throws Exception {
        for (int race = 0; race < RACES; race++) {
            String raced = newNumber();
            var debit = new BankDebit(raced, GOOD, new Money(1_00));
            Books before = books();

            List<BankAnswer> answers = atOnce(() -> bank().debit(debit), () -> bank().lock(raced));

            assertThat(answers).hasSize(RACERS);
            assertThat(answers.stream().map(Object::getClass).distinct()).hasSize(1);
            boolean debited = answers.getFirst() instanceof Debited;
            if (!debited) {
                assertThat(answers).containsOnly(new Locked());
            }
            assertThat(books()).isEqualTo(debited ? before.debit(1_00) : before);
        }
    }

    @Test
    void of_refunds_that_race_one_moves_money() throws Exception {
        for (int race = 0; race < RACES; race++) {
            String raced = newNumber();
            bank().debit(new BankDebit(raced, GOOD, new Money(1_00)));
            Books before = books();

            assertThat(atOnce(() -> bank().refund(raced), () -> bank().refund(raced)))
                    .containsOnly(new Refunded());

            assertThat(books()).isEqualTo(before.refund(1_00));
        }
    }

    private static List<BankAnswer> atOnce(Callable<BankAnswer> one, Callable<BankAnswer> other)
            throws Exception {
        var calls = new ArrayList<Callable<BankAnswer>>();
        calls.addAll(Collections.nCopies(RACERS / 2, one));
        calls.addAll(Collections.nCopies(RACERS / 2, other));
        var answers = new ArrayList<BankAnswer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
