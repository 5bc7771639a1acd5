package io.hongbao.reconcile.statement;

import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of {@code card_document}. */
record CardDocumentRow(
        String place,
        String number,
        String bank,
        @Nullable String orderNo,
        long userId,
        long amountFen,
        String state,
        Instant createdAt) {

    private static final Set<String> DEBITED = Set.of("PAID", "REFUNDING", "REFUNDED");
    private static final Set<String> GIVEN_BACK = Set.of("REFUNDING", "REFUNDED");
    private static final Set<String> UNDECIDED = Set.of("OPEN", "UNCLEAR", "LOCKING");

    /** What is told of its place and money, wherever it differs. */
    Finding finding(Kind kind, String evidence) {
        return new Finding(
                kind, orderNo == null ? "" : orderNo, number, place, userId, amountFen, evidence);
    }

    /** How it stands, beside what a bank says. */
    String told() {
        return String.format(Locale.ROOT, "%s, fen=%d, %s", state, amountFen, bank);
    }

    /** Whether the line is about this card's bank and amount. */
    boolean fits(StatementLine line) {
        return bank.equals(line.bank()) && amountFen == line.amountFen();
    }

    /** Whether the bank took money, also when it gave it back. */
    boolean debited() {
        return DEBITED.contains(state);
    }

    /** Whether the bank gave money back, or was asked to. */
    boolean givenBack() {
        return GIVEN_BACK.contains(state);
    }

    /** Whether the bank has not been heard. */
    boolean undecided() {
        return UNDECIDED.contains(state);
    }
}
