package io.hongbao.pay.packet;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.events.outbox.OutboxEvent;
import io.hongbao.ledger.account.Transfer;
import tools.jackson.databind.json.JsonMapper;

/** What is published when money has moved for a packet. */
public final class PaymentEvents {

    private final JsonMapper json;
    private final EventSignatures signatures;

    public PaymentEvents(JsonMapper json, EventSignatures signatures) {
        this.json = json;
        this.signatures = signatures;
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
        String value = json.writeValueAsString(paid);
        return new OutboxEvent(
                Topics.PAYMENTS,
                Topics.partitionOf(new OrderNumber(paid.orderNumber()).set()),
                paid.orderNumber(),
                PacketPaidV1.TYPE,
                value,
                signatures.sign(PacketPaidV1.TYPE, value));
    }
}
