package io.hongbao.pay.packet;

import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.events.outbox.OutboxEvent;
import io.hongbao.events.outbox.SignEvents;
import io.hongbao.ledger.account.Transfer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** What is published when money has moved for a packet. */
public final class PaymentEvents {

    /** More than wait at once for the call that tells them. */
    private static final int SIGNED_MAX = 1_024;

    private final SignEvents signEvents;
    private final AtomicReferenceArray<@Nullable Signed> signed =
            new AtomicReferenceArray<>(SIGNED_MAX);

    private record Signed(PacketPaidV1 paid, OutboxEvent event) {}

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

    /** The event, signed: what is told by a call soon after is what the outbox has. */
    public OutboxEvent toPublish(PacketPaidV1 paid) {
        int slot = Math.floorMod(paid.orderNumber().hashCode(), SIGNED_MAX);
        Signed known = signed.get(slot);
        if (known == null || !known.paid().equals(paid)) {
            known = new Signed(paid, signEvents.sign(paid));
            signed.set(slot, known);
        }
        return known.event();
    }
}
