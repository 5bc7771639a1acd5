package io.hongbao.reconcile.read;

import java.time.LocalDateTime;

/** A row of {@code receive_order_N}: one opened share. */
public record Share(
        String place,
        String orderNo,
        int shareNo,
        long userId,
        long amountFen,
        LocalDateTime openedAt) {}
