package io.hongbao.reconcile.statement;

import io.hongbao.contracts.id.OrderNumber;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The banks' statements of the days before: what a bank did then may be heard of, and its document
 * decided, days later.
 */
final class EarlierStatements {

    private final BankStatement statement;
    private final LocalDate day;

    EarlierStatements(BankStatement statement, LocalDate day) {
        this.statement = statement;
        this.day = day;
    }

    /**
     * Gives each line of one of the documents, the latest first, and takes its document out. Looks
     * no further back than to the day on which the first of them was made, and at the day before at
     * least. Takes out, too, those that may be in a statement that there is not.
     */
    void take(
            Map<String, CardDocumentRow> sought,
            StatementLine.Kind kind,
            BiConsumer<StatementLine, CardDocumentRow> found) {
        LocalDate each = day.minusDays(1);
        do {
            LocalDate looked = each;
            statement.forEach(
                    looked,
                    kind,
                    line -> {
                        CardDocumentRow document = sought.remove(line.number());
                        if (document != null) {
                            found.accept(line, document);
                        }
                    });
            if (!statement.exists(looked)) {
                sought.values().removeIf(document -> !madeAfter(looked, document));
            }
            each = each.minusDays(1);
        } while (anyMadeUntil(each, sought));
    }

    private static boolean anyMadeUntil(LocalDate each, Map<String, CardDocumentRow> sought) {
        return sought.values().stream().anyMatch(document -> !madeAfter(each, document));
    }

    private static boolean madeAfter(LocalDate each, CardDocumentRow document) {
        return LocalDate.ofInstant(document.createdAt(), OrderNumber.ZONE).isAfter(each);
    }
}
