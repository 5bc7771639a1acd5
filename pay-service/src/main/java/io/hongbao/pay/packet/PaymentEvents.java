package io.hongbao.pay.packet;

import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.events.outbox.OutboxEvent;
import io.hongbao.events.outbox.SignEvents;
import io.hongbao.ledger.account.Transfer;

/** What is published when money has moved for a packet. */
public final class PaymentEvents {

    private final SignEvents signEvents;

    public PaymentEvents(SignEvents signEvents) {
        this.signEvents = signEvents;
    }

    /** The event of a {@code PACKET_PAY} transfer: the same for a repeat. */
    public static PacketPaidV1 paid(Transfer payment) {
        IdempotencyKey wrapKey = payment.wrapKey();
        if (wrapKey == null) {
            throw new IllegalArgumentException("must pay a packet: " + payment.id());
        }
        return new PacketPaidV1(
                payment.id().businessNumber(),
                payment.user().value(),
                payment.amount().fen(),
                wrapKey.value(),
                PayMethod.of(payment).name(),
                payment.businessAt());
    }

    /** The packet that a {@code PACKET_PAY} transfer paid for. */
    public static OrderNumber packetOf(Transfer payment) {
        return new OrderNumber(payment.id().businessNumber());
    }

    public OutboxEvent toPublish(PacketPaidV1 paid) {
        return signEvents.sign(paid);
    }
}
