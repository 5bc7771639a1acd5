package io.hongbao.ledger.account;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;

/** The identity of a transfer: there is one transfer for each, whoever writes it how often. */
public record TransferId(TransferKind kind, String businessNumber) {

    public static TransferId topUp(UserId user, IdempotencyKey key) {
        return new TransferId(TransferKind.TOP_UP, user + ":" + key);
    }

    public static TransferId packetPay(OrderNumber packet) {
        return new TransferId(TransferKind.PACKET_PAY, packet.value());
    }

    public static TransferId shareCredit(OrderNumber packet, int shareNo) {
        return new TransferId(TransferKind.SHARE_CREDIT, packet + ":" + shareNo);
    }

    public static TransferId paymentRefund(OrderNumber packet) {
        return new TransferId(TransferKind.PAYMENT_REFUND, packet.value());
    }

    public static TransferId packetRefund(OrderNumber packet) {
        return new TransferId(TransferKind.PACKET_REFUND, packet.value());
    }
}
