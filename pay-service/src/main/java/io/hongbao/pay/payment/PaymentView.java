package io.hongbao.pay.payment;

import io.hongbao.contracts.call.PacketSummary;
import io.hongbao.contracts.money.Money;
import io.hongbao.pay.packet.PayMethod;
import java.time.Instant;

/**
 * What a sender sees before paying.
 *
 * @param defaultMethod {@code CHANGE} when the balance covers the total
 */
record PaymentView(String packetId, State state, PayMethod defaultMethod, long changeFen) {

    enum State {
        UNPAID,
        PAID,
        UNCLEAR,
        CLOSED
    }

    /**
     * What the wallet knows of a payment.
     *
     * @param paid a transfer was made
     * @param undecided a card document is open
     */
    record WalletState(boolean paid, boolean undecided, Money balance) {}

    static PaymentView of(String packetId, PacketSummary summary, WalletState wallet, Instant now) {
        boolean covered = wallet.balance().covers(new Money(summary.totalFen()));
        return new PaymentView(
                packetId,
                state(summary, wallet, now),
                covered ? PayMethod.CHANGE : PayMethod.BANK,
                wallet.balance().fen());
    }

    /** Money comes first: the packet hears of it later, and may be closed until then. */
    private static State state(PacketSummary summary, WalletState wallet, Instant now) {
        if (wallet.paid()) {
            return State.PAID;
        }
        if (wallet.undecided()) {
            return State.UNCLEAR;
        }
        return switch (summary.state()) {
            case "UNPAID" -> now.isAfter(summary.payBy()) ? State.CLOSED : State.UNPAID;
            case "CLOSED" -> State.CLOSED;
            default -> State.PAID;
        };
    }
}
