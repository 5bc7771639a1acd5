package io.hongbao.pay.record;

import io.hongbao.contracts.call.PacketSummary;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.record.UserRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a sent packet stands.
 *
 * @param openedShares null when only the amount is known
 */
record SentState(String state, long openedFen, @Nullable Integer openedShares) {

    /** By what its SET answers; empty when it knows no such packet. */
    static SentState of(Optional<PacketSummary> answer, UserRecord sent, Optional<Money> refunded) {
        return answer.map(summary ->
                        new SentState(summary.state(), summary.openedFen(), summary.openedShares()))
                .orElseGet(() -> archived(sent, refunded));
    }

    /**
     * Of a packet that its SET knows no more, since its day was archived: all of those have ended,
     * and what was not opened is in the sender's wallet.
     */
    private static SentState archived(UserRecord sent, Optional<Money> refunded) {
        return refunded.map(
                        part -> new SentState("REFUNDED", sent.amount().minus(part).fen(), null))
                .orElseGet(() -> new SentState("FINISHED", sent.amount().fen(), sent.shares()));
    }
}
