package io.hongbao.reconcile.read;

/** A row of {@code receive_order_N}: one opened share. */
public record Share(String place, String orderNo, int shareNo, long userId, long amountFen) {}
