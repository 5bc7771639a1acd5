package io.hongbao.pay;

import io.hongbao.contracts.money.Money;
import io.hongbao.pay.bank.BankAnswer;
import io.hongbao.pay.bank.BankAnswer.Debited;
import io.hongbao.pay.bank.BankAnswer.Declined;
import io.hongbao.pay.bank.BankAnswer.Locked;
import io.hongbao.pay.bank.BankAnswer.NotBooked;
import io.hongbao.pay.bank.BankAnswer.Refunded;
import io.hongbao.pay.bank.BankAnswer.Unclear;
import io.hongbao.pay.bank.BankChannel;
import io.hongbao.pay.bank.BankDebit;
import io.hongbao.pay.bank.BindAnswer;
import io.hongbao.pay.bank.BindAnswer.Bound;
import io.hongbao.pay.bank.BindAnswer.Unavailable;
import io.hongbao.pay.bank.BindAnswer.UnknownCard;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A bank in memory, which can be told to lose answers or to lose calls. */
public final class FakeBank implements BankChannel {

    /** Every token that ends so is always declined. */
    public static final String DECLINED_CARD = "card-declined";

    /** No token that ends so is a card. */
    public static final String UNKNOWN_CARD = "card-unknown";

    /**
     * @param debit null for a number that was locked before it was seen
     */
    private record Document(@Nullable BankDebit debit, BankAnswer outcome) {

        Document refunded() {
            return new Document(debit, new Refunded());
        }

        long fen() {
            return debit == null ? 0 : debit.amount().fen();
        }
    }

    private final String name;
    private final Map<String, Document> documents = new HashMap<>();
    private Fault fault = Fault.NONE;
    private Set<Operation> faulty = EnumSet.noneOf(Operation.class);
    private boolean callsRefused;
    private int calls;
    private int bugs;

    /** What goes wrong with a call. */
    public enum Fault {
        NONE,
        /** The bank decides, and nobody hears of it. */
        ANSWER_LOST,
        /** The bank never hears of it. */
        CALL_LOST,
        /** The bank decides, and says something that nobody understands. */
        NONSENSE,
        /** The bank decides twice. */
        ANSWERED_TWICE
    }

    public enum Operation {
        DEBIT,
        QUERY,
        LOCK,
        REFUND,
        BIND
    }

    public FakeBank() {
        this("bank-a");
    }

    public FakeBank(String name) {
        this.name = name;
    }

    /** What goes wrong with every call from now on. */
    public synchronized void fault(Fault from) {
        fault = from;
        faulty = EnumSet.allOf(Operation.class);
    }

    /** What goes wrong with every such call from now on, and with no other. */
    public synchronized void fault(Fault from, Operation of) {
        fault = from;
        faulty = EnumSet.of(of);
    }

    /** Whether the breaker is open: calls that are made all the same reach the bank. */
    public synchronized void refuseCalls(boolean from) {
        callsRefused = from;
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
    public String name() {
        return name;
    }

    @Override
    public synchronized BankAnswer debit(BankDebit debit) {
        return answer(Operation.DEBIT, () -> booked(debit), Unclear::new);
    }

    @Override
    public synchronized BankAnswer query(String number) {
        return answer(
                Operation.QUERY,
                () -> {
                    Document document = documents.get(number);
                    return document == null ? new NotBooked() : document.outcome();
                },
                Unclear::new);
    }

    @Override
    public synchronized BankAnswer lock(String number) {
        return answer(
                Operation.LOCK,
                () ->
                        documents
                                .computeIfAbsent(number, _ -> new Document(null, new Locked()))
                                .outcome(),
                Unclear::new);
    }

    @Override
    public synchronized BankAnswer refund(String number) {
        return answer(
                Operation.REFUND,
                () -> {
                    Document document = documents.get(number);
                    if (document != null && document.outcome() instanceof Debited) {
                        documents.put(number, document.refunded());
                        return new Refunded();
                    }
                    return document != null && document.outcome() instanceof Refunded
                            ? new Refunded()
                            : new Unclear("never debited");
                },
                Unclear::new);
    }

    @Override
    public synchronized BindAnswer bind(String token) {
        return answer(
                Operation.BIND,
                () -> token.endsWith(UNKNOWN_CARD) ? new UnknownCard() : new Bound(label(token)),
                Unavailable::new);
    }

    @Override
    public synchronized boolean callsRefused() {
        return callsRefused;
    }

    private <T> T answer(Operation operation, Supplier<T> call, Function<String, T> failure) {
        if (bugs > 0) {
            bugs--;
            throw new IllegalStateException("a bug");
        }
        calls++;
        Fault hits = faulty.contains(operation) ? fault : Fault.NONE;
        if (hits == Fault.CALL_LOST) {
            return failure.apply("call lost");
        }
        T answer = call.get();
        return switch (hits) {
            case NONE, CALL_LOST -> answer;
            case ANSWER_LOST, NONSENSE -> failure.apply("no clear answer");
            case ANSWERED_TWICE -> call.get();
        };
    }

    private BankAnswer booked(BankDebit debit) {
        Document document =
                documents.computeIfAbsent(
                        debit.number(),
                        _ ->
                                new Document(
                                        debit,
                                        debit.card().endsWith(DECLINED_CARD)
                                                ? new Declined()
                                                : new Debited(label(debit.card()))));
        return document.debit() == null || document.debit().equals(debit)
                ? document.outcome()
                : new Unclear("another debit");
    }

    private static String label(String token) {
        return "尾号 " + token.substring(Math.max(0, token.length() - 4));
    }

    /** The sum of all debits, those that were given back among them. */
    public synchronized Money debited() {
        return sum(Debited.class).plus(refunded());
    }

    /** The sum of all debits that were given back. */
    public synchronized Money refunded() {
        return sum(Refunded.class);
    }

    private Money sum(Class<? extends BankAnswer> outcome) {
        return new Money(
                documents.values().stream()
                        .filter(each -> outcome.isInstance(each.outcome()))
                        .mapToLong(Document::fen)
                        .sum());
    }

    /** How many debits there are, those that were given back among them. */
    public synchronized long debits() {
        return count(Debited.class) + refunds();
    }

    /** How many debits were given back. */
    public synchronized long refunds() {
        return count(Refunded.class);
    }

    private long count(Class<? extends BankAnswer> outcome) {
        return documents.values().stream()
                .filter(each -> outcome.isInstance(each.outcome()))
                .count();
    }

    public synchronized int calls() {
        return calls;
    }
}
