package io.hongbao.ledger.usage;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardPurpose.PaysPacket;
import io.hongbao.ledger.card.CardPurpose.TopsUp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a user has sent and topped up on one day. A payment by change counts with its transfer; one
 * by card, and a top-up, from the commit of its document on, and no more once the document has
 * ended without money. What comes back later, as a refund, still counts.
 *
 * @param day by Asia/Shanghai
 */
public record DayUsage(LocalDate day, Sum sent, Sum toppedUp) {

    /** How much, and how often. */
    public record Sum(Money amount, int count) {

        static final Sum NONE = new Sum(Money.ZERO, 0);

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
        return new DayUsage(day, Sum.NONE, Sum.NONE);
    }

    private static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, OrderNumber.ZONE);
    }

    private static DayUsage parse(String stored) {
        String[] parts = stored.split(" ", -1);
        return new DayUsage(
                LocalDate.parse(parts[0], DateTimeFormatter.BASIC_ISO_DATE),
                new Sum(new Money(Long.parseLong(parts[1])), Integer.parseInt(parts[2])),
                new Sum(new Money(Long.parseLong(parts[3])), Integer.parseInt(parts[4])));
    }

    /** As it is stored. */
    public String text() {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE)
                + ' '
                + sent.amount.fen()
                + ' '
                + sent.count
                + ' '
                + toppedUp.amount.fen()
                + ' '
                + toppedUp.count;
    }

    /** When the next day begins. */
    public Instant until() {
        return day.plusDays(1).atStartOfDay(OrderNumber.ZONE).toInstant();
    }

    public DayUsage send(Money amount) {
        return new DayUsage(day, sent.plus(amount), toppedUp);
    }

    public DayUsage topUp(Money amount) {
        return new DayUsage(day, sent, toppedUp.plus(amount));
    }

    /** With what a new document is to take from a card. */
    public DayUsage reserve(CardDocument document) {
        return with(document, Sum::plus);
    }

    /** Without what a document took nothing of; it counted on its own day only. */
    public DayUsage giveBack(CardDocument document) {
        return day.equals(dayOf(document.createdAt())) ? with(document, Sum::minus) : this;
    }

    private DayUsage with(CardDocument document, BiFunction<Sum, Money, Sum> change) {
        return switch (document.purpose()) {
            case PaysPacket _ -> new DayUsage(day, change.apply(sent, document.amount()), toppedUp);
            case TopsUp _ -> new DayUsage(day, sent, change.apply(toppedUp, document.amount()));
        };
    }
}
