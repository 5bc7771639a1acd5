package io.hongbao.reconcile;

import io.hongbao.contracts.key.DayKeys;
import io.hongbao.reconcile.bank.BankSource;
import io.hongbao.reconcile.history.History;
import io.hongbao.reconcile.read.CannotReadException;
import io.hongbao.reconcile.report.Report;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The conservation check: whether money was lost or made, by the five invariants. Everything that
 * moves money is judged by this and by nothing else. What is not given (no SETs, no wallet shards,
 * no bank, no history) leaves the invariants that need it unchecked, and the report says so.
 *
 * @param seeds the seed keys, when amounts shall be recomputed
 * @param settledBefore packets of days before this one are judged as if the suite were quiet: each
 *     cause must have its effect
 */
public record Conservation(
        List<SetSource> sets,
        List<WalletSource> wallets,
        @Nullable BankSource bank,
        @Nullable History history,
        @Nullable DayKeys seeds,
        @Nullable LocalDate settledBefore) {

    private static final Duration PAUSE_MIN = Duration.ofMillis(200);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final int TRIES_MAX = 20;

    /** Without a day before which packets must be settled. */
    public Conservation(
            List<SetSource> sets,
            List<WalletSource> wallets,
            @Nullable BankSource bank,
            @Nullable History history,
            @Nullable DayKeys seeds) {
        this(sets, wallets, bank, history, seeds, null);
    }

    public static Conservation of(List<SetSource> sets, List<WalletSource> wallets) {
        return new Conservation(sets, wallets, null, null, null, null);
    }

    /** {@link #check()} with what is given. */
    public static Report check(
            List<SetSource> sets,
            List<WalletSource> wallets,
            @Nullable BankSource bank,
            @Nullable History history) {
        return new Conservation(sets, wallets, bank, history, null, null).check();
    }

    public Conservation withBank(BankSource books) {
        return new Conservation(sets, wallets, books, history, seeds, settledBefore);
    }

    public Conservation withHistory(History told) {
        return new Conservation(sets, wallets, bank, told, seeds, settledBefore);
    }

    public Conservation withSeeds(DayKeys seedKeys) {
        return new Conservation(sets, wallets, bank, history, seedKeys, settledBefore);
    }

    public Conservation withSettledBefore(LocalDate day) {
        return new Conservation(sets, wallets, bank, history, seeds, day);
    }

    /** For a suite that runs: what is under way is counted, and is no discrepancy. */
    public Report check() {
        return report(false);
    }

    /**
     * For a quiet suite: checks until every cause has its effect or {@code within} is over; a cause
     * that is without its effect then is a discrepancy.
     */
    public Report checkSettled(Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            long start = System.nanoTime();
            Report report = report(true);
            long pause = Math.max(PAUSE_MIN.toNanos(), System.nanoTime() - start);
            if (!report.hasLate() || System.nanoTime() + pause > deadline) {
                return report;
            }
            LockSupport.parkNanos(pause);
        }
    }

    /** All SETs make their partitions at about the same time; it takes them a few seconds. */
    private Report report(boolean settled) {
        for (int tries = 1; ; tries++) {
            try {
                return new ConservationRun(this, settled).report();
            } catch (CannotReadException e) {
                if (!e.tablesChanged() || tries == TRIES_MAX) {
                    throw e;
                }
                LockSupport.parkNanos(TRY_AGAIN.toNanos());
            }
        }
    }
}
