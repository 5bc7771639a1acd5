package io.hongbao.pay.cashier;

import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.pay.card.ChosenCard;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one payer does at the cashier for one packet.
 *
 * @param <A> what a payment answers
 */
final class CashierSession<A> {

    private final PayTicket ticket;
    private @Nullable Attempt<A> underWay;
    private int attempts;
    private int declines;

    CashierSession(PayTicket ticket) {
        this.ticket = ticket;
    }

    /** One payment by card, and its answer when it comes. */
    record Attempt<A>(ChosenCard card, CompletableFuture<A> answer) {}

    /**
     * What one who wants to pay may do.
     *
     * @param begun the caller's own attempt, which it has to end; null when another is under way
     * @param joined the attempt that is under way
     */
    record Entry<A>(@Nullable Attempt<A> begun, @Nullable Attempt<A> joined) {}

    synchronized Entry<A> enter(ChosenCard card) {
        if (underWay != null) {
            return new Entry<>(null, underWay);
        }
        underWay = new Attempt<>(card, new CompletableFuture<>());
        attempts++;
        return new Entry<>(underWay, null);
    }

    synchronized void end(boolean declined) {
        underWay = null;
        if (declined) {
            declines++;
        }
    }

    synchronized Optional<Attempt<A>> underWay() {
        return Optional.ofNullable(underWay);
    }

    synchronized int declines() {
        return declines;
    }

    /** Says nothing of the card. */
    @Override
    public synchronized String toString() {
        return "CashierSession[packet="
                + ticket.packet()
                + ", attempts="
                + attempts
                + ", declines="
                + declines
                + ", underWay="
                + (underWay != null)
                + "]";
    }
}
