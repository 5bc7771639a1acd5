package io.hongbao.reconcile.day;

import io.hongbao.reconcile.compare.Bucket;
import io.hongbao.reconcile.compare.Comparison;
import io.hongbao.reconcile.compare.ComparisonFingerprints;
import io.hongbao.reconcile.compare.PacketDay;
import io.hongbao.reconcile.day.DayReport.Check;
import io.hongbao.reconcile.day.DayReport.Sum;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.kind.RepairGuard;
import io.hongbao.reconcile.read.CannotReadException;
import io.hongbao.reconcile.stage.Checkpoint;
import io.hongbao.reconcile.stage.DayLock;
import io.hongbao.reconcile.stage.DaySuite;
import io.hongbao.reconcile.stage.ReadDatabases;
import io.hongbao.reconcile.stage.RunProgress;
import io.hongbao.reconcile.stage.Stages;
import io.hongbao.reconcile.stage.UnreadableDatabases;
import io.hongbao.reconcile.statement.BankStatement;
import io.hongbao.reconcile.statement.CompareStatement;
import io.hongbao.reconcile.statement.NumberBuckets;
import io.hongbao.reconcile.underway.KafkaEvents;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Reconciles a day: fingerprints of both sides, rows where they differ, checks within each
 * database, and the banks' statements. Reads only.
 */
public final class DayRun {

    /** All SETs make their partitions at about the same time; it takes them a few seconds. */
    private static final int TRIES_MAX = 20;

    private static final long TRY_AGAIN_NANOS = 1_000_000_000L;

    private final DaySuite suite;
    private final DaySettings settings;
    private final Checkpoint checkpoint;
    private final InstantSource clock;
    private final RunProgress progress;

    public DayRun(
            DaySuite suite,
            DaySettings settings,
            Checkpoint checkpoint,
            InstantSource clock,
            RunProgress progress) {
        this.suite = suite;
        this.settings = settings;
        this.checkpoint = checkpoint;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * The report, without any repair. Throws {@link CannotReadException} when another run has the
     * day, or nothing could be read at all.
     */
    public DayReport run() {
        return run((report, _) -> report);
    }

    /**
     * The same; {@code then} makes another report of it and of all that was found, while no other
     * run can have the day.
     */
    public DayReport run(BiFunction<DayReport, RepairGuard, DayReport> then) {
        Instant startedAt = clock.instant();
        try (var _ =
                DayLock.take(
                        suite.shards().stream().map(DaySuite.Shard::database).toList(),
                        settings.date())) {
            for (int tries = 1; ; tries++) {
                boolean resumed = checkpoint.size() > 0;
                if (resumed) {
                    progress.say("going on: " + checkpoint.size() + " steps are done");
                }
                var found = new DiscrepancyCollector(settings.findingsMax());
                Optional<DayReport> report = attempt(startedAt, resumed, tries, found);
                if (report.isPresent()) {
                    DayReport after = then.apply(report.get(), found.guard());
                    checkpoint.clear();
                    return after;
                }
            }
        }
    }

    /** Empty when it has to be done again. */
    private Optional<DayReport> attempt(
            Instant startedAt, boolean resumed, int tries, DiscrepancyCollector found) {
        var unreadable = new UnreadableDatabases();
        try (Stages stages = Stages.open(suite, settings.pace(), unreadable, clock)) {
            var moved = new FindMovedBlocks(suite, settings, checkpoint, found);
            read(unreadable, all -> moved.addTo(all, stages));
            var work = new DayWork(suite, settings, moved, checkpoint, found);
            read(unreadable, all -> work.addTo(all, stages));
            read(unreadable, all -> work.addRestTo(all, stages));
            stages.dropUnreadable();
            if (stages.sets().isEmpty() && stages.causeShards().isEmpty()) {
                throw new CannotReadException("any database", unreadable.reasons().toString());
            }
            DayReport report = report(startedAt, stages, work, unreadable, found);
            // Fingerprints from before are no evidence against rows of now.
            if (resumed && report.count(Kind.SUMS_UNEXPLAINED) > 0 && tries < TRIES_MAX) {
                checkpoint.clear();
                return Optional.empty();
            }
            return Optional.of(report);
        } catch (CannotReadException e) {
            if (!e.tablesChanged() || tries == TRIES_MAX) {
                throw e;
            }
            LockSupport.parkNanos(TRY_AGAIN_NANOS);
            return Optional.empty();
        }
    }

    private void read(UnreadableDatabases unreadable, Consumer<ReadDatabases> steps) {
        var all = new ReadDatabases(unreadable, progress);
        steps.accept(all);
        all.run(settings.atOnce());
    }

    private DayReport report(
            Instant startedAt,
            Stages stages,
            DayWork work,
            UnreadableDatabases unreadable,
            DiscrepancyCollector found) {
        Instant settledAt = settings.settledAt(stages.begunAt());
        var judge = new JudgeDifference(stages, settledAt, found);
        List<ComparisonFingerprints> compared = work.compared();
        compared.forEach(each -> each.keep(bucket -> readable(bucket, each.comparison(), stages)));
        Map<Comparison, Integer> read = readRows(stages, compared, judge, found);
        var gaps = new CoverageGaps(suite, settings, work.packetDays());
        CompareStatement.Result bank = bank(stages, work, settledAt, unreadable, gaps);
        found.addAll(bank.findings());
        unreadable.reasons().forEach(gaps::unreadable);
        KafkaEvents kafka = stages.kafka();
        if (kafka != null) {
            kafka.failure().ifPresent(gaps::noKafka);
        }
        List<Check> checks = new ArrayList<>();
        for (Comparison comparison : Comparison.values()) {
            checks.add(
                    FingerprintSums.check(
                            comparison,
                            compared,
                            Objects.requireNonNull(read.getOrDefault(comparison, 0)),
                            judge.inFlight(comparison)));
        }
        checks.add(looked("SEEDS", "amounts ↔ seeds", work.sharesRecomputed()));
        checks.add(looked("VIEWS", "views ↔ moments, seeds and orders", work.views()));
        checks.add(looked("COLUMNS", "columns of packets", work.packets()));
        checks.add(looked("OTHER_DAYS", "blocks of other days with movements", work.movedBlocks()));
        Sum undecided = new Sum(bank.undecided(), bank.undecidedFen());
        checks.add(
                new Check(
                        "BANK",
                        "banks' statements ↔ card documents",
                        new Sum(bank.debits(), bank.debitsFen()),
                        new Sum(bank.documents(), bank.documentsFen()),
                        0,
                        0,
                        undecided));
        return new DayReport(
                settings.date(),
                settings.packetDays().stream().map(PacketDay::day).toList(),
                startedAt,
                clock.instant(),
                DayReport.verdict(found.counts(), gaps.list()),
                FingerprintSums.escrow(compared, work.heldFen()),
                new DayReport.Balance(work.balances().count(), work.balances().fen()),
                new DayReport.Bank(
                        bank.stated(),
                        bank.debits(),
                        bank.debitsFen(),
                        bank.documents(),
                        bank.documentsFen()),
                FingerprintSums.hours(settings.date(), compared),
                checks,
                kafka == null ? List.of() : kafka.behind(),
                gaps.list(),
                notes(work, bank),
                found.counts(),
                found.discrepancies());
    }

    /** What was left out on purpose. */
    private List<String> notes(DayWork work, CompareStatement.Result bank) {
        var notes = new ArrayList<String>(work.archivedDays());
        if (!bank.stated() && bank.documents() == 0) {
            notes.add(
                    "card documents ↔ the banks: "
                            + settings.date()
                            + " has no paid card document, and its statements are not there");
        }
        return notes;
    }

    private static Check looked(String name, String title, long count) {
        return new Check(name, title, new Sum(count, 0), Sum.NONE, 0, 0, Sum.NONE);
    }

    /** Transfers that name a SET there is none of are compared with nothing. */
    private boolean readable(Bucket bucket, Comparison comparison, Stages stages) {
        boolean known = suite.sets().stream().anyMatch(set -> set.id().number() == bucket.set());
        boolean setRead = !known || stages.sets().containsKey(bucket.set());
        boolean shardRead =
                !comparison.byShard() || stages.causeShards().containsKey(bucket.shard());
        return setRead && shardRead;
    }

    private Map<Comparison, Integer> readRows(
            Stages stages,
            List<ComparisonFingerprints> compared,
            JudgeDifference judge,
            DiscrepancyCollector found) {
        var blocks = new CompareBlocks(stages, suite.slots(), judge, found);
        Map<Comparison, Integer> read = new EnumMap<>(Comparison.class);
        for (ComparisonFingerprints each : compared) {
            int differing = blocks.compare(each);
            read.merge(each.comparison(), differing, Integer::sum);
            if (differing > 0) {
                progress.say(
                        String.format(
                                Locale.ROOT,
                                "%s of %s: %d blocks differ and were read",
                                each.comparison().title(),
                                each.day(),
                                differing));
            }
        }
        judge.finish();
        return read;
    }

    private CompareStatement.Result bank(
            Stages stages,
            DayWork work,
            Instant settledAt,
            UnreadableDatabases unreadable,
            CoverageGaps gaps) {
        BankStatement statement = suite.statement();
        NumberBuckets debits = work.debits();
        CompareStatement.Result without = CompareStatement.withoutStatement(work.documents());
        if (stages.causeShards().size() < suite.shards().size()) {
            gaps.add(CoverageGaps.STATEMENT, "needs all wallet shards");
        } else if (statement != null && debits != null) {
            return CompareStatement.compare(
                    List.copyOf(stages.causeShards().values()),
                    new CompareStatement.Input(
                            settings.date(), statement, work.documents(), debits),
                    settledAt);
        } else if (!unreadable.has(CoverageGaps.STATEMENT)
                && (statement == null || without.documents() > 0)) {
            gaps.noStatement();
        }
        return without;
    }
}
