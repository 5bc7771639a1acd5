package io.hongbao.reconcile.kind;

/**
 * One discrepancy.
 *
 * @param orderNo the packet it is about; empty where there is none
 * @param subject what it is, within its kind: order number, share, user or document
 * @param place the SET and table, or the wallet shard
 * @param userId whose money it is, or 0
 * @param amountFen what is in question
 * @param evidence what was found, on both sides
 */
public record Finding(
        Kind kind,
        String orderNo,
        String subject,
        String place,
        long userId,
        long amountFen,
        String evidence) {}
