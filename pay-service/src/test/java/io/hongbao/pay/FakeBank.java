package io.hongbao.pay;

import io.hongbao.contracts.money.Money;
import io.hongbao.pay.bank.BankAnswer;
import io.hongbao.pay.bank.BankAnswer.Debited;
import io.hongbao.pay.bank.BankAnswer.Declined;
import io.hongbao.pay.bank.BankAnswer.Unclear;
import io.hongbao.pay.bank.BankChannel;
import io.hongbao.pay.bank.BankDebit;
import java.util.HashMap;
import java.util.Map;

/** A bank in memory, which can be told to lose answers or to lose calls. */
public final class FakeBank implements BankChannel {

    /** Always declined. */
    public static final String DECLINED_CARD = "card-declined";

    private record Decided(BankDebit debit, BankAnswer answer) {}

    private final Map<String, Decided> decided = new HashMap<>();
    private Fault fault = Fault.NONE;
    private int calls;
    private int bugs;

    /** What goes wrong with every call from now on. */
    public enum Fault {
        NONE,
        /** The bank decides, and nobody hears of it. */
        ANSWER_LOST,
        /** The bank never hears of it. */
        CALL_LOST
    }

    public synchronized void fault(Fault from) {
        fault = from;
    }

    /** So many calls from now on break a promise of ours. */
    public synchronized void breaks(int times) {
        bugs = times;
    }

    /** How many of them are still to come. */
    public synchronized int bugsLeft() {
        return bugs;
    }

    @Override
    public synchronized BankAnswer debit(BankDebit debit) {
        if (bugs > 0) {
            bugs--;
            throw new IllegalStateException("a bug");
        }
        calls++;
        if (fault == Fault.CALL_LOST) {
            return new Unclear("call lost");
        }
        Decided first =
                decided.computeIfAbsent(
                        debit.number(),
                        _ ->
                                new Decided(
                                        debit,
                                        debit.card().equals(DECLINED_CARD)
                                                ? new Declined()
                                                : new Debited()));
        if (!first.debit().equals(debit) || fault == Fault.ANSWER_LOST) {
            return new Unclear("no clear answer");
        }
        return first.answer();
    }

    /** The sum of all debits: what the bank's own books say. */
    public synchronized Money debited() {
        return decided.values().stream()
                .filter(each -> each.answer() instanceof Debited)
                .map(each -> each.debit().amount())
                .reduce(Money.ZERO, Money::plus);
    }

    /** How many debits there are. */
    public synchronized long debits() {
        return decided.values().stream().filter(each -> each.answer() instanceof Debited).count();
    }

    public synchronized int calls() {
        return calls;
    }
}
