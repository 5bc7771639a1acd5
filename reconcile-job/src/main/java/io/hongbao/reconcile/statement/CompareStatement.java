package io.hongbao.reconcile.statement;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.statement.NumberBuckets.Sums;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The banks' statements of a day ↔ card documents: debits ↔ those that are paid, refunds ↔ those
 * whose card got its money back.
 *
 * <p>A bank moves money first and we hear of it later, the next day or after days of asking: a
 * document is compared on the day on which it was decided, with the statements since it was made.
 */
public final class CompareStatement {

    private final List<ReadDocuments> shards;
    private final Instant settledAt;
    private final List<Finding> findings = new ArrayList<>();
    private long undecided;
    private long undecidedFen;

    private CompareStatement(List<Snapshot> shards, Instant settledAt) {
        this.shards = shards.stream().map(ReadDocuments::new).toList();
        this.settledAt = settledAt;
    }

    /**
     * What was found.
     *
     * @param stated whether there was a statement to compare with
     * @param undecided debits whose document is not decided yet: we will ask the bank
     */
    public record Result(
            boolean stated,
            long debits,
            long debitsFen,
            long documents,
            long documentsFen,
            long undecided,
            long undecidedFen,
            List<Finding> findings) {}

    /**
     * What is compared.
     *
     * @param documents the sums of those paid on the day, in all shards
     * @param debits the sums of the statement
     */
    public record Input(
            LocalDate day,
            BankStatement statement,
            NumberBuckets documents,
            NumberBuckets debits) {}

    /** Where nothing can be compared: what there is of documents. */
    public static Result withoutStatement(NumberBuckets documents) {
        Sums paid = documents.total();
        return new Result(false, 0, 0, paid.count(), paid.fen(), 0, 0, List.of());
    }

    /**
     * {@code shards} are all wallet shards.
     *
     * @param settledAt later debits may have documents that the shards did not have yet
     */
    public static Result compare(List<Snapshot> shards, Input given, Instant settledAt) {
        return new CompareStatement(shards, settledAt).result(given);
    }

    private Result result(Input given) {
        NumberBuckets documents = given.documents();
        NumberBuckets debits = given.debits();
        Set<Integer> differing = debits.differing(documents);
        if (!differing.isEmpty()) {
            compareRows(given.statement(), given.day(), differing);
        }
        findings.addAll(
                new CompareRefunds(shards, given.statement(), settledAt).findings(given.day()));
        notPaidLater(new EarlierStatements(given.statement(), given.day()), given.day());
        return new Result(
                true,
                debits.total().count(),
                debits.total().fen(),
                documents.total().count(),
                documents.total().fen(),
                undecided,
                undecidedFen,
                List.copyOf(findings));
    }

    private void compareRows(BankStatement statement, LocalDate day, Set<Integer> buckets) {
        Map<String, CardDocumentRow> documents = new HashMap<>();
        for (ReadDocuments shard : shards) {
            shard.paid(ReadDocuments.utc(day), ReadDocuments.utc(day.plusDays(1)), buckets)
                    .forEach(document -> documents.put(document.number(), document));
        }
        var unknown = new ArrayList<StatementLine>();
        statement.forEach(
                day,
                StatementLine.Kind.DEBIT,
                line -> {
                    String key = NumberBuckets.key(line.bank(), line.number());
                    if (buckets.contains(NumberBuckets.of(key))) {
                        CardDocumentRow document = documents.remove(line.number());
                        if (document == null) {
                            unknown.add(line);
                        } else {
                            amounts(line, document);
                        }
                    }
                });
        debitsWithoutDocument(unknown);
        documentsWithoutDebit(new EarlierStatements(statement, day), documents);
    }

    private void debitsWithoutDocument(List<StatementLine> lines) {
        List<String> numbers = lines.stream().map(StatementLine::number).toList();
        Map<String, CardDocumentRow> known = new HashMap<>();
        for (ReadDocuments shard : shards) {
            shard.ofNumbers(numbers).forEach(document -> known.put(document.number(), document));
        }
        for (StatementLine line : lines) {
            CardDocumentRow document = known.get(line.number());
            if (document == null && line.at().isBefore(settledAt)) {
                findings.add(
                        new Finding(
                                Kind.BANK_DEBIT_WITHOUT_DOCUMENT,
                                orderIn(line.number()),
                                line.number(),
                                line.bank(),
                                0,
                                line.amountFen(),
                                "the bank took fen="
                                        + line.amountFen()
                                        + " at "
                                        + line.at()
                                        + " | no card document"));
            } else if (document == null || document.undecided()) {
                undecided++;
                undecidedFen += line.amountFen();
            } else {
                amounts(line, document);
            }
        }
    }

    private void amounts(StatementLine line, CardDocumentRow document) {
        if (!document.debited() || !document.fits(line)) {
            findings.add(
                    document.finding(
                            Kind.DOCUMENT_DIFFERS,
                            String.format(
                                    Locale.ROOT,
                                    "%s took fen=%d | %s",
                                    line.bank(),
                                    line.amountFen(),
                                    document.told())));
        }
    }

    private void documentsWithoutDebit(
            EarlierStatements earlier, Map<String, CardDocumentRow> missing) {
        earlier.take(missing, StatementLine.Kind.DEBIT, this::amounts);
        for (CardDocumentRow document : missing.values()) {
            findings.add(
                    document.finding(
                            Kind.DOCUMENT_NOT_AT_BANK,
                            "not in the statement | " + document.told()));
        }
    }

    /** What was undecided on the day of its debit must not end as if there had been none. */
    private void notPaidLater(EarlierStatements earlier, LocalDate day) {
        Map<String, CardDocumentRow> documents = new HashMap<>();
        for (ReadDocuments shard : shards) {
            shard.notPaidLater(ReadDocuments.utc(day), ReadDocuments.utc(day.plusDays(1)))
                    .forEach(document -> documents.put(document.number(), document));
        }
        if (!documents.isEmpty()) {
            earlier.take(documents, StatementLine.Kind.DEBIT, this::amounts);
        }
    }

    static String orderIn(String number) {
        return number.length() >= OrderNumber.LENGTH
                ? OrderNumber.parse(number.substring(0, OrderNumber.LENGTH))
                        .map(OrderNumber::value)
                        .orElse("")
                : "";
    }
}
