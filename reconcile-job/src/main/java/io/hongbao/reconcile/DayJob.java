package io.hongbao.reconcile;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayRun;
import io.hongbao.reconcile.day.DaySettings;
import io.hongbao.reconcile.kind.RepairGuard;
import io.hongbao.reconcile.repair.RepairDay;
import io.hongbao.reconcile.repair.RepairSettings;
import io.hongbao.reconcile.stage.Checkpoint;
import io.hongbao.reconcile.stage.DaySuite;
import io.hongbao.reconcile.stage.RunProgress;
import io.hongbao.reconcile.statement.BankStatement;
import io.hongbao.reconcile.tell.BarProgress;
import io.hongbao.reconcile.tell.DayReportText;
import io.hongbao.reconcile.tell.LineProgress;
import io.hongbao.reconcile.tell.PrometheusText;
import io.hongbao.reconcile.tell.ReportFiles;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiFunction;

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
        RunProgress progress = json ? RunProgress.SILENT : shown();
        DaySuite read = daySuite();
        BiFunction<DayReport, RepairGuard, DayReport> then =
                day.repair ? new RepairDay(read, writer(), clock)::repair : (report, _) -> report;
        DayReport report =
                new DayRun(read, settings, checkpoint(settings), clock, progress).run(then);
        out.println(json ? ReportFiles.json(report) : DayReportText.of(report));
        Path directory = day.report;
        if (directory != null) {
            ReportFiles.write(directory, report);
        }
        Path prometheus = day.prometheus;
        if (prometheus != null) {
            PrometheusText.write(prometheus, report);
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
                day.bankStatements.isEmpty() ? null : new BankStatement(day.bankStatements),
                day.kafkaClients());
    }

    /** Bars where somebody looks at a terminal, else lines. */
    private RunProgress shown() {
        return terminal() ? new BarProgress(out) : new LineProgress(out);
    }

    @SuppressWarnings("SystemConsoleNull") // It may be null all the same, by a system property.
    private static boolean terminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private RepairSettings writer() {
        String key = day.eventKey;
        return new RepairSettings(
                suite.orLocal(day.writerUser, SuiteOptions.LOCAL_USER, "--writer-user"),
                suite.orLocal(day.writerPassword, SuiteOptions.LOCAL_PASSWORD, "--writer-password"),
                key == null || key.isEmpty() ? null : signatures(key));
    }

    private EventSignatures signatures(String idAndKey) {
        int equals = idAndKey.indexOf('=');
        if (equals < 0) {
            throw suite.refused("must be ID=KEY: --event-key");
        }
        String id = idAndKey.substring(0, equals);
        SecretKey key = suite.secretKey(idAndKey.substring(equals + 1), "--event-key");
        return new EventSignatures(new KeyRing(id, Map.of(id, key)));
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
        return Checkpoint.in(directory.resolve("reconcile-" + settings.date() + ".begun"));
    }
}
