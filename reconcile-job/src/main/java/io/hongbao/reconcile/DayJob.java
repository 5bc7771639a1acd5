package io.hongbao.reconcile;

import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayRun;
import io.hongbao.reconcile.day.DaySettings;
import io.hongbao.reconcile.stage.Checkpoint;
import io.hongbao.reconcile.stage.DaySuite;
import io.hongbao.reconcile.stage.Progress;
import io.hongbao.reconcile.statement.BankStatement;
import io.hongbao.reconcile.tell.DayText;
import io.hongbao.reconcile.tell.LineProgress;
import io.hongbao.reconcile.tell.ReportFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Reconciles one day and tells of it. */
final class DayJob {

    private final SuiteOptions suite;
    private final DayOptions day;
    private final InstantSource clock;
    private final PrintWriter out;

    DayJob(SuiteOptions suite, DayOptions day, InstantSource clock, PrintWriter out) {
        this.suite = suite;
        this.day = day;
        this.clock = clock;
        this.out = out;
    }

    /** Whether the day is clean; {@code json}: the report on the output is JSON. */
    boolean run(boolean json) {
        DaySettings settings = day.settings(clock);
        Progress progress = json ? Progress.SILENT : new LineProgress(out);
        DayReport report =
                new DayRun(daySuite(), settings, checkpoint(settings), clock, progress).run();
        out.println(json ? ReportFiles.json(report) : DayText.of(report));
        Path directory = day.report;
        if (directory != null) {
            ReportFiles.write(directory, report);
        }
        out.flush();
        return report.clean();
    }

    private DaySuite daySuite() {
        return new DaySuite(
                suite.sets().stream()
                        .map(set -> new DaySuite.Set(set.id(), set.database()))
                        .toList(),
                suite.wallets().stream()
                        .map(shard ->
                                new DaySuite.Shard(
                                        shard.database(), shard.slotFrom(), shard.slotTo()))
                        .toList(),
                suite.seeds(),
                day.bankStatements == null ? null : new BankStatement(day.bankStatements));
    }

    private Checkpoint checkpoint(DaySettings settings) {
        Path directory = day.report;
        if (directory == null) {
            return Checkpoint.inMemory();
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
        return Checkpoint.in(directory.resolve("reconcile-%s.begun".formatted(settings.date())));
    }
}
