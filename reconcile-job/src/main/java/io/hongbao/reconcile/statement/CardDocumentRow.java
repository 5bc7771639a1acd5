package io.hongbao.reconcile.statement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code card_document}. */
record CardDocumentRow(
        String place,
        String number,
        @Nullable String orderNo,
        long userId,
        long amountFen,
        String state,
        Instant createdAt) {

    boolean paid() {
        return state.equals("PAID");
    }

    boolean open() {
        return state.equals("OPEN");
    }
}
