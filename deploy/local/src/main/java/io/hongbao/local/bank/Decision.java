package io.hongbao.local.bank;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A debit with its outcome, as it stands in the books.
 *
 * @param at when it was decided; null in books from before statements were written
 */
record Decision(Debit debit, DebitDecision outcome, @Nullable Instant at) {}
