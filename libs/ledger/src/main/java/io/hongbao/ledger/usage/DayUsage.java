package io.hongbao.ledger.usage;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardPurpose.PaysPacket;
import io.hongbao.ledger.card.CardPurpose.TopsUp;
import io.hongbao.ledger.card.CardState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What a user has sent and topped up on one day, and had declined and bound. A payment by change
 * counts with its transfer; one by card, and a top-up, from the commit of its document on, as money
 * and as a decline: when the document ends, what did not happen counts no more. What comes back
 * later, as a refund, still counts.
 *
 * @param day by Asia/Shanghai
 * @param declines documents that a bank declined, or may decline yet
 * @param newCards bindings of cards that were not bound
 */
public record DayUsage(LocalDate day, Sum sent, Sum toppedUp, int declines, int newCards) {

    /** How much, and how often. */
    public record Sum(Money amount, int count) {

        static final Sum NONE = new Sum(Money.ZERO, 0);

        static Sum parse(String fen, String count) {
            return new Sum(new Money(Long.parseLong(fen)), Integer.parseInt(count));
        }

        String text() {
            return amount.fen() + " " + count;
        }

        Sum plus(Money more) {
            return new Sum(amount.plus(more), count + 1);
        }

        /** What was never counted, by an instance of an earlier release, is not taken off. */
        Sum minus(Money less) {
            return count == 0 || !amount.covers(less)
                    ? NONE
                    : new Sum(amount.minus(less), count - 1);
        }
    }

    /**
     * On the day of {@code at}. A stored day that is later stays: an instance whose clock is behind
     * counts on it, and never starts a day again.
     */
    public static DayUsage of(@Nullable String stored, Instant at) {
        LocalDate day = dayOf(at);
        if (stored != null) {
            DayUsage before = parse(stored);
            if (!before.day.isBefore(day)) {
                return before;
            }
        }
        return new DayUsage(day, Sum.NONE, Sum.NONE, 0, 0);
    }

    private static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, OrderNumber.ZONE);
    }

    /** What an earlier release wrote ends after the sums. */
    private static DayUsage parse(String stored) {
        String[] parts = stored.split(" ", -1);
        return new DayUsage(
                LocalDate.parse(parts[0], DateTimeFormatter.BASIC_ISO_DATE),
                Sum.parse(parts[1], parts[2]),
                Sum.parse(parts[3], parts[4]),
                parts.length > 5 ? Integer.parseInt(parts[5]) : 0,
                parts.length > 6 ? Integer.parseInt(parts[6]) : 0);
    }

    /** As it is stored. */
    public String text() {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE)
                + ' '
                + sent.text()
                + ' '
                + toppedUp.text()
                + ' '
                + declines
                + ' '
                + newCards;
    }

    /** When the next day begins. */
    public Instant until() {
        return day.plusDays(1).atStartOfDay(OrderNumber.ZONE).toInstant();
    }

    public DayUsage send(Money amount) {
        return new DayUsage(day, sent.plus(amount), toppedUp, declines, newCards);
    }

    public DayUsage topUp(Money amount) {
        return new DayUsage(day, sent, toppedUp.plus(amount), declines, newCards);
    }

    public DayUsage bindCard() {
        return new DayUsage(day, sent, toppedUp, declines, newCards + 1);
    }

    /** With what a new document is to take from a card, and as if it were declined. */
    public DayUsage reserve(CardDocument document) {
        Money amount = document.amount();
        DayUsage with =
                switch (document.purpose()) {
                    case PaysPacket _ -> send(amount);
                    case TopsUp _ -> topUp(amount);
                };
        return with.withDeclines(declines + 1);
    }

    /**
     * Without what has not happened of a document that has ended; it counted on its own day only.
     */
    public DayUsage end(CardDocument ended) {
        if (!day.equals(dayOf(ended.createdAt()))) {
            return this;
        }
        DayUsage without = ended.state() == CardState.PAID ? this : giveBack(ended);
        return ended.state() == CardState.DECLINED
                ? without
                : without.withDeclines(Math.max(0, declines - 1));
    }

    private DayUsage giveBack(CardDocument document) {
        Money amount = document.amount();
        return switch (document.purpose()) {
            case PaysPacket _ ->
                    new DayUsage(day, sent.minus(amount), toppedUp, declines, newCards);
            case TopsUp _ -> new DayUsage(day, sent, toppedUp.minus(amount), declines, newCards);
        };
    }

    private DayUsage withDeclines(int number) {
        return new DayUsage(day, sent, toppedUp, number, newCards);
    }
}
