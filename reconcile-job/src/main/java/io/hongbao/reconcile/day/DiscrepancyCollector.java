package io.hongbao.reconcile.day;

import io.hongbao.reconcile.day.DayReport.Discrepancy;
import io.hongbao.reconcile.day.DayReport.KindCount;
import io.hongbao.reconcile.day.DayReport.RepairState;
import io.hongbao.reconcile.day.DayReport.Sum;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.kind.Remedy;
import io.hongbao.reconcile.kind.RepairGuard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects discrepancies: counts all, keeps some. For use by many threads. */
final class DiscrepancyCollector {

    private final int keptMax;
    private final Map<Kind, Sum> sums = new EnumMap<>(Kind.class);
    private final List<Finding> kept = new ArrayList<>();
    private final RepairGuard guard = new RepairGuard();

    DiscrepancyCollector(int keptMax) {
        this.keptMax = keptMax;
    }

    synchronized void add(Finding finding) {
        guard.add(finding);
        sums.merge(
                finding.kind(),
                new Sum(1, finding.amountFen()),
                (one, other) -> new Sum(one.count() + other.count(), one.fen() + other.fen()));
        if (kept.size() < keptMax) {
            kept.add(finding);
        }
    }

    void addAll(List<Finding> findings) {
        findings.forEach(this::add);
    }

    /** Has seen all, also what is not kept. */
    RepairGuard guard() {
        return guard;
    }

    synchronized List<KindCount> counts() {
        return sums.entrySet().stream()
                .map(entry ->
                        new KindCount(
                                entry.getKey(),
                                entry.getKey().title(),
                                entry.getValue().count(),
                                entry.getValue().fen(),
                                0))
                .toList();
    }

    synchronized List<Discrepancy> discrepancies() {
        return kept.stream()
                .sorted(Comparator.comparing(Finding::kind).thenComparing(Finding::subject))
                .map(finding -> new Discrepancy(finding, untouched(finding), ""))
                .toList();
    }

    private static RepairState untouched(Finding finding) {
        return finding.kind().remedy() == Remedy.PERSON
                ? RepairState.PERSON
                : RepairState.NOT_ASKED;
    }
}
