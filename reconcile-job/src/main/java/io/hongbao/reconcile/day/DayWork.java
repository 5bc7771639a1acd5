package io.hongbao.reconcile.day;

import io.hongbao.reconcile.compare.Comparison.Role;
import io.hongbao.reconcile.compare.ComparisonFingerprints;
import io.hongbao.reconcile.compare.Location;
import io.hongbao.reconcile.compare.Location.TableOfSet;
import io.hongbao.reconcile.compare.PacketDay;
import io.hongbao.reconcile.day.DayReport.Sum;
import io.hongbao.reconcile.read.SetReader;
import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.single.MomentViews;
import io.hongbao.reconcile.single.OverduePackets;
import io.hongbao.reconcile.single.PacketColumns;
import io.hongbao.reconcile.single.SeedAmounts;
import io.hongbao.reconcile.stage.Checkpoint;
import io.hongbao.reconcile.stage.DaySuite;
import io.hongbao.reconcile.stage.ReadDatabases;
import io.hongbao.reconcile.stage.Stages;
import io.hongbao.reconcile.statement.BankStatement;
import io.hongbao.reconcile.statement.NumberBuckets;
import io.hongbao.reconcile.statement.ReadDocuments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that each database is asked by itself, and what came of it. */
final class DayWork {

    private final DaySuite suite;
    private final Checkpoint checkpoint;
    private final DiscrepancyCollector found;
    private final DaySettings settings;
    private final FindMovedBlocks moved;
    private final List<PacketDay.Part> parts;
    private final Fingerprints fingerprints;
    private final Set<ArchivedDay> archived = new HashSet<>();

    private final Map<PacketDay, Long> packets =
            new TreeMap<>(Comparator.comparing(PacketDay::day));
    private long heldFen;
    private long sharesRecomputed;
    private long views;
    private final NumberBuckets documents = new NumberBuckets();
    private @Nullable NumberBuckets debits;

    DayWork(
            DaySuite suite,
            DaySettings settings,
            FindMovedBlocks moved,
            Checkpoint checkpoint,
            DiscrepancyCollector found) {
        this.suite = suite;
        this.checkpoint = checkpoint;
        this.found = found;
        this.settings = settings;
        this.moved = moved;
        parts = moved.packets();
        fingerprints = new Fingerprints(suite.slots(), parts, checkpoint);
    }

    /** A day that was taken out of a table. */
    private record ArchivedDay(PacketDay day, int place) {}

    void addTo(ReadDatabases all, Stages stages) {
        stages.effectShards()
                .forEach((index, database) ->
                        all.add(
                                database.name(),
                                fingerprints.ofShard(
                                        database,
                                        new Location.Shard(database.name(), index),
                                        Role.EFFECT)));
        Instant settledAt = settings.settledAt(stages.begunAt());
        stages.sets()
                .forEach((_, database) -> all.add(database.name(), ofSet(database, settledAt)));
        stages.causeShards()
                .forEach((index, database) -> {
                    List<Runnable> steps =
                            fingerprints.ofShard(
                                    database,
                                    new Location.Shard(database.name(), index),
                                    Role.CAUSE);
                    steps.add(() -> documents(database));
                    all.add(database.name(), steps);
                });
        BankStatement statement = suite.statement();
        if (statement != null && statement.exists(settings.date())) {
            all.add(CoverageGaps.STATEMENT, List.of(() -> debits(statement)));
        }
    }

    /** What is to be asked once all of that is done. */
    void addRestTo(ReadDatabases all, Stages stages) {
        fingerprints.addDifferingTo(all, stages);
    }

    private List<Runnable> ofSet(Snapshot database, Instant settledAt) {
        DaySuite.Set set =
                suite.sets().stream()
                        .filter(it -> it.database().name().equals(database.name()))
                        .findFirst()
                        .orElseThrow();
        List<Runnable> steps = new ArrayList<>();
        if (suite.seeds() != null) {
            steps.add(() -> SetReader.checkAmountRule(database));
        }
        for (int table = 0; table < 10; table++) {
            var place = new TableOfSet(set.id(), table);
            for (PacketDay.Part part : parts) {
                steps.add(() -> columns(database, place, part, settledAt));
            }
            steps.add(() -> overdue(database, place, settledAt));
            settings.momentDays().forEach(day -> steps.add(() -> views(database, place, day)));
            steps.addAll(fingerprints.ofTable(database, place));
            for (PacketDay.Part part : parts) {
                if (SeedAmounts.possible(suite.seeds(), part.day())) {
                    steps.add(() -> seeds(database, place, part));
                }
            }
        }
        return steps;
    }

    private void overdue(Snapshot database, TableOfSet table, Instant settledAt) {
        List<PacketDay> days = settings.packetDays();
        found.addAll(
                OverduePackets.ofOtherDays(
                        database, table, days.getFirst(), days.getLast(), settledAt));
    }

    /** Of other days, what is overdue was found already. */
    private void columns(
            Snapshot database, TableOfSet table, PacketDay.Part part, Instant settledAt) {
        Instant endedBy = part.whole() ? settledAt : Instant.EPOCH;
        PacketColumns.Result result =
                checkpoint.once(
                        "columns " + table.name() + " " + part,
                        PacketColumns.Result.class,
                        () -> PacketColumns.check(database, table, part, endedBy));
        found.addAll(result.findings());
        synchronized (this) {
            packets.merge(part.day(), result.packets(), Long::sum);
            heldFen += result.heldFen();
            if (result.archived()) {
                archived.add(new ArchivedDay(part.day(), table.place()));
            }
        }
    }

    private void seeds(Snapshot database, TableOfSet table, PacketDay.Part part) {
        SeedAmounts.Result result =
                checkpoint.once(
                        "seeds " + table.name() + " " + part,
                        SeedAmounts.Result.class,
                        () ->
                                SeedAmounts.check(
                                        database,
                                        Objects.requireNonNull(suite.seeds()),
                                        table,
                                        part));
        found.addAll(result.findings());
        synchronized (this) {
            sharesRecomputed += result.shares();
        }
    }

    private void views(Snapshot database, TableOfSet table, PacketDay day) {
        MomentViews.Result result =
                checkpoint.once(
                        "views " + table.name() + " " + day,
                        MomentViews.Result.class,
                        () -> MomentViews.check(database, suite.seeds(), table, day));
        found.addAll(result.findings());
        synchronized (this) {
            views += result.views();
        }
    }

    private void documents(Snapshot database) {
        ReadDocuments.Result result =
                checkpoint.once(
                        "documents " + database.name(),
                        ReadDocuments.Result.class,
                        () -> ReadDocuments.check(database, settings.date(), parts));
        found.addAll(result.findings());
        synchronized (this) {
            documents.addAll(result.paid());
        }
    }

    private void debits(BankStatement statement) {
        NumberBuckets sums = statement.sums(settings.date());
        synchronized (this) {
            debits = sums;
        }
    }

    /** Fingerprints of what can be compared: without what is archived. */
    synchronized List<ComparisonFingerprints> compared() {
        List<ComparisonFingerprints> compared = fingerprints.compared();
        compared.forEach(each ->
                each.keep(bucket ->
                        moved.compares(each.day(), bucket)
                                && !archived.contains(
                                        new ArchivedDay(each.day(), bucket.place()))));
        return compared;
    }

    synchronized List<String> archivedDays() {
        return archived.stream()
                .map(ArchivedDay::day)
                .distinct()
                .map(day ->
                        "packets of "
                                + day
                                + " are archived in some tables: compared by their sums only, without --date")
                .sorted()
                .toList();
    }

    synchronized long packets() {
        return packets.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized long heldFen() {
        return heldFen;
    }

    synchronized long sharesRecomputed() {
        return sharesRecomputed;
    }

    synchronized long views() {
        return views;
    }

    /** Of all shards. */
    synchronized NumberBuckets documents() {
        return documents;
    }

    /** What the banks' statements come to; null where there is none, or none that can be read. */
    synchronized @Nullable NumberBuckets debits() {
        return debits;
    }

    /** The days that have packets. */
    synchronized List<PacketDay> packetDays() {
        return packets.keySet().stream().filter(day -> packets.getOrDefault(day, 0L) > 0).toList();
    }

    long movedBlocks() {
        return moved.blocks();
    }

    Sum balances() {
        return moved.balances();
    }
}
