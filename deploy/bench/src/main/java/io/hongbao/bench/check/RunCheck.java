package io.hongbao.bench.check;

import io.hongbao.bench.check.Databases.Sum;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.local.drill.MoneyCheck;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.reconcile.Conservation;
import io.hongbao.reconcile.report.Report;
import io.hongbao.reconcile.report.TextReport;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * The end of every run: what was acknowledged is in the SETs and in the wallets, to the fen, and
 * the five invariants hold.
 */
public final class RunCheck {

    private final LocalSuite suite;
    private final Databases databases;

    public RunCheck(LocalSuite suite, Databases databases) {
        this.suite = suite;
        this.databases = databases;
    }

    /**
     * What the check found.
     *
     * @param invariants the reconcile job's report, as text
     */
    public record Outcome(
            Sum acknowledged, Sum rows, Sum credits, boolean invariantsHold, String invariants) {

        /** Rows may be more than acknowledged only by what was answered with an error. */
        public boolean clean() {
            return invariantsHold
                    && rows.equals(credits)
                    && rows.rows() >= acknowledged.rows()
                    && rows.fen() >= acknowledged.fen();
        }
    }

    /** Judges a quiet suite; waits {@code within} for what is under way. */
    public Outcome check(AnswerLog answers, long firstUser, long lastUser, Duration within) {
        Report report =
                new Conservation(
                                databases.sets(),
                                databases.wallets(),
                                MoneyCheck.books(suite),
                                answers.history(),
                                seeds())
                        .checkSettled(within);
        return new Outcome(
                new Sum(answers.acknowledgedOpens(), answers.acknowledgedFen()),
                databases.opened(firstUser, lastUser),
                databases.credited(firstUser, lastUser),
                report.clean(),
                TextReport.of(report));
    }

    private DayKeys seeds() {
        String[] dayAndKey = suite.seedKey().split("=", 2);
        return new DayKeys(
                Map.of(
                        LocalDate.parse(dayAndKey[0], DateTimeFormatter.BASIC_ISO_DATE),
                        SecretKey.of(dayAndKey[1])));
    }
}
