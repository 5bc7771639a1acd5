package io.hongbao.reconcile;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.hongbao.reconcile.bank.BankBooks;
import io.hongbao.reconcile.check.ArchivedRule;
import io.hongbao.reconcile.check.BalanceRule;
import io.hongbao.reconcile.check.BankRule;
import io.hongbao.reconcile.check.EscrowRule;
import io.hongbao.reconcile.check.PacketRule;
import io.hongbao.reconcile.history.History;
import io.hongbao.reconcile.history.HistoryLine.Op;
import io.hongbao.reconcile.history.HistoryRule;
import io.hongbao.reconcile.read.PacketWalk;
import io.hongbao.reconcile.read.SetReader;
import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.read.TransferRow;
import io.hongbao.reconcile.read.WalletReader;
import io.hongbao.reconcile.report.Findings;
import io.hongbao.reconcile.report.Invariant;
import io.hongbao.reconcile.report.InvariantResult;
import io.hongbao.reconcile.report.Report;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One check. Everything is seen as it was at three instants, in this order, so that effects are
 * read before causes: wallet shards (for credits), SETs (for packets), wallet shards again (for
 * payments).
 */
final class ConservationRun {

    private final Conservation given;
    private final boolean settled;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    ConservationRun(Conservation given, boolean settled) {
        this.given = given;
        this.settled = settled;
    }

    Report report() {
        try {
            List<WalletReader> effects = wallets();
            List<SetReader> sets = sets();
            @Nullable BankBooks books = given.bank() == null ? null : given.bank().read();
            List<WalletReader> causes = wallets();
            return report(effects, sets, books, causes);
        } finally {
            closeAll();
        }
    }

    private Report report(
            List<WalletReader> effects,
            List<SetReader> sets,
            @Nullable BankBooks books,
            List<WalletReader> causes) {
        var packets = new Findings(Invariant.PACKETS, settled);
        var escrow = new Findings(Invariant.ESCROW, order -> settled || before(order));
        var history = new Findings(Invariant.HISTORY, settled);
        walk(effects, sets, causes, new WalkResult(packets, escrow, history));
        return new Report(
                settled,
                List.of(
                        sets.isEmpty()
                                ? InvariantResult.notChecked(Invariant.PACKETS, "no SETs given")
                                : packets.answer(),
                        balances(causes),
                        bank(effects, books, causes),
                        sets.isEmpty() || effects.isEmpty()
                                ? InvariantResult.notChecked(
                                        Invariant.ESCROW, "needs SETs and wallet shards")
                                : escrow.answer(),
                        given.history() == null
                                ? InvariantResult.notChecked(Invariant.HISTORY, "no history given")
                                : history.answer()));
    }

    /** Whether what begins with an order number is of a day that must be settled. */
    private boolean before(String order) {
        LocalDate day = given.settledBefore();
        return day != null && order.compareTo(day.format(BASIC_ISO_DATE)) < 0;
    }

    private record WalkResult(Findings packets, Findings escrow, Findings history) {}

    /** Once over all packets, for the three invariants that look at each. */
    private void walk(
            List<WalletReader> effects,
            List<SetReader> sets,
            List<WalletReader> causes,
            WalkResult findings) {
        var packetRule = new PacketRule(given.seeds(), findings.packets());
        var escrowRule = new EscrowRule(findings.escrow());
        var archivedRule =
                new ArchivedRule(
                        sets.stream().flatMap(set -> set.archivedDays().stream()).toList(),
                        findings.packets(),
                        findings.escrow());
        var historyRule =
                new HistoryRule(
                        given.history() == null ? new History(List.of()) : given.history(),
                        archivedRule::covers,
                        findings.history());
        new PacketWalk(sets, effects, causes, escrowRule::misnamed)
                .forEach(packet -> {
                    if (archivedRule.covers(packet.orderNo())) {
                        archivedRule.check(packet);
                    } else {
                        packetRule.check(packet);
                        escrowRule.check(packet);
                    }
                    historyRule.check(packet);
                });
        archivedRule.finish(escrowRule);
        escrowRule.sums(effects, causes);
        openDocuments(causes, findings.escrow());
        for (WalletReader wallet : causes) {
            wallet.transfers(TransferRow.TOP_UP).forEachRemaining(historyRule::checkTopUp);
            findings.escrow().add("events in wallet outboxes", wallet.outboxEvents());
        }
        for (SetReader set : sets) {
            findings.escrow().add("events in SET outboxes", set.outboxEvents());
        }
        historyRule.finish(seen(sets, causes));
    }

    /** Of days that must be settled: what the bank has not decided may still be paid. */
    private void openDocuments(List<WalletReader> wallets, Findings escrow) {
        LocalDate day = given.settledBefore();
        if (day == null) {
            return;
        }
        for (WalletReader wallet : wallets) {
            for (String number : wallet.openDocumentsBefore(day)) {
                escrow.late("a card payment not decided", wallet.name(), number, "state=OPEN");
            }
        }
    }

    private static Set<Op> seen(List<SetReader> sets, List<WalletReader> wallets) {
        Set<Op> seen = EnumSet.noneOf(Op.class);
        if (!sets.isEmpty()) {
            seen.addAll(EnumSet.of(Op.WRAP, Op.OPEN));
        }
        if (!wallets.isEmpty()) {
            seen.addAll(EnumSet.of(Op.PAY, Op.TOP_UP));
        }
        return seen;
    }

    private InvariantResult balances(List<WalletReader> wallets) {
        if (wallets.isEmpty()) {
            return InvariantResult.notChecked(Invariant.BALANCES, "no wallet shards given");
        }
        var findings = new Findings(Invariant.BALANCES, settled);
        var rule = new BalanceRule(findings);
        for (int i = 0; i < wallets.size(); i++) {
            WalletSource source = given.wallets().get(i);
            rule.check(wallets.get(i), source.slotFrom(), source.slotTo());
        }
        return findings.answer();
    }

    private InvariantResult bank(
            List<WalletReader> before, @Nullable BankBooks books, List<WalletReader> after) {
        if (books == null || before.isEmpty()) {
            return InvariantResult.notChecked(
                    Invariant.BANK, "needs wallet shards and the banks' books");
        }
        var findings = new Findings(Invariant.BANK, settled);
        BankRule.check(before, books, after, findings);
        return findings.answer();
    }

    private List<WalletReader> wallets() {
        var readers = new ArrayList<WalletReader>();
        for (WalletSource source : given.wallets()) {
            var reader = new WalletReader(Snapshot.take(source.database()));
            open.push(reader);
            readers.add(reader);
        }
        return readers;
    }

    private List<SetReader> sets() {
        var readers = new ArrayList<SetReader>();
        for (SetSource source : given.sets()) {
            Snapshot snapshot = Snapshot.take(source.database());
            var reader = new SetReader(source.id(), snapshot);
            open.push(reader);
            if (given.seeds() != null) {
                SetReader.checkAmountRule(snapshot);
            }
            readers.add(reader);
        }
        return readers;
    }

    private void closeAll() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                // A connection that cannot be closed is closed.
            }
        }
    }
}
