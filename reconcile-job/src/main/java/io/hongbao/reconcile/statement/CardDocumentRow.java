package io.hongbao.reconcile.statement;

import java.time.Instant;
import java.util.Set;
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

    private static final Set<String> DEBITED = Set.of("PAID", "REFUNDING", "REFUNDED");
    private static final Set<String> UNDECIDED = Set.of("OPEN", "UNCLEAR", "LOCKING");

    /** Whether the bank took money, also when it gave it back. */
    boolean debited() {
        return DEBITED.contains(state);
    }

    /** Whether the bank has not been heard. */
    boolean undecided() {
        return UNDECIDED.contains(state);
    }
}
