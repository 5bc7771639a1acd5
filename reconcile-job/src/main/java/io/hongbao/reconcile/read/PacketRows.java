package io.hongbao.reconcile.read;

import java.util.List;

/**
 * All rows about one order number, on both sides, from wherever they were found.
 *
 * @param orders one, unless something is wrong
 * @param payments transfers PACKET_PAY
 * @param credits transfers SHARE_CREDIT
 * @param refunds transfers PACKET_REFUND
 * @param paymentRefunds transfers PAYMENT_REFUND
 */
public record PacketRows(
        String orderNo,
        List<SendOrderRow> orders,
        List<Share> shares,
        List<TransferRow> payments,
        List<TransferRow> credits,
        List<TransferRow> refunds,
        List<TransferRow> paymentRefunds) {}
