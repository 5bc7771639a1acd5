package io.hongbao.reconcile.statement;

import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What banks gave back to cards on a day ↔ documents that say so. There are few. */
final class CompareRefunds {

    private final List<ReadDocuments> shards;
    private final BankStatement statement;
    private final Instant settledAt;
    private final List<Finding> findings = new ArrayList<>();

    CompareRefunds(List<ReadDocuments> shards, BankStatement statement, Instant settledAt) {
        this.shards = shards;
        this.statement = statement;
        this.settledAt = settledAt;
    }

    List<Finding> findings(LocalDate day) {
        Map<String, StatementLine> lines = new HashMap<>();
        statement.forEach(day, StatementLine.Kind.REFUND, line -> lines.put(line.number(), line));
        Map<String, CardDocumentRow> documents = new HashMap<>();
        for (ReadDocuments shard : shards) {
            shard.ofNumbers(List.copyOf(lines.keySet()))
                    .forEach(document -> documents.put(document.number(), document));
        }
        lines.values().forEach(line -> compare(line, documents.get(line.number())));
        notAtBank(day, lines);
        return findings;
    }

    private void compare(StatementLine line, @Nullable CardDocumentRow document) {
        String gaveBack =
                String.format(Locale.ROOT, "%s gave back fen=%d | ", line.bank(), line.amountFen());
        if (document == null) {
            if (line.at().isBefore(settledAt)) {
                findings.add(
                        new Finding(
                                Kind.BANK_DEBIT_WITHOUT_DOCUMENT,
                                CompareStatement.orderIn(line.number()),
                                line.number(),
                                line.bank(),
                                0,
                                line.amountFen(),
                                gaveBack + "no card document"));
            }
        } else if (!document.givenBack() || !document.fits(line)) {
            findings.add(document.finding(Kind.DOCUMENT_DIFFERS, gaveBack + document.told()));
        }
    }

    private void notAtBank(LocalDate day, Map<String, StatementLine> lines) {
        Map<String, CardDocumentRow> missing = new HashMap<>();
        for (ReadDocuments shard : shards) {
            shard.refunded(ReadDocuments.utc(day), ReadDocuments.utc(day.plusDays(1)))
                    .forEach(document -> missing.put(document.number(), document));
        }
        missing.keySet().removeAll(lines.keySet());
        new EarlierStatements(statement, day)
                .take(missing, StatementLine.Kind.REFUND, this::compare);
        missing.values()
                .forEach(document ->
                        findings.add(
                                document.finding(
                                        Kind.DOCUMENT_NOT_AT_BANK,
                                        "no refund in the statement | " + document.told())));
    }
}
