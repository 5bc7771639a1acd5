package io.hongbao.reconcile.day;

import io.hongbao.reconcile.compare.Bucket;
import io.hongbao.reconcile.compare.Compared;
import io.hongbao.reconcile.compare.Comparison;
import io.hongbao.reconcile.compare.Comparison.Role;
import io.hongbao.reconcile.compare.Fingerprint;
import io.hongbao.reconcile.compare.PacketDay;
import io.hongbao.reconcile.compare.Part;
import io.hongbao.reconcile.compare.Part.TableOfSet;
import io.hongbao.reconcile.compare.TakeFingerprints;
import io.hongbao.reconcile.day.DayReport.Sum;
import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.single.Balances;
import io.hongbao.reconcile.single.PacketColumns;
import io.hongbao.reconcile.single.SeedAmounts;
import io.hongbao.reconcile.stage.Checkpoint;
import io.hongbao.reconcile.stage.DaySuite;
import io.hongbao.reconcile.stage.ReadAll;
import io.hongbao.reconcile.stage.Stages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything that each database is asked by itself, and what came of it. */
final class DayWork {

    private final DaySuite suite;
    private final Checkpoint checkpoint;
    private final Found found;
    private final List<PacketDay> days;
    private final List<Compared> compared = new ArrayList<>();
    private final Set<Archived> archived = new HashSet<>();

    private long packets;
    private long heldFen;
    private long sharesRecomputed;
    private Sum balances = Sum.NONE;

    DayWork(DaySuite suite, DaySettings settings, Checkpoint checkpoint, Found found) {
        this.suite = suite;
        this.checkpoint = checkpoint;
        this.found = found;
        days = settings.packetDays();
        for (Comparison comparison : Comparison.values()) {
            days.forEach(day -> compared.add(new Compared(comparison, day)));
        }
    }

    /** A day that was taken out of a table. */
    private record Archived(PacketDay day, int place) {}

    /** Fingerprints as they are remembered: plain numbers. */
    private record Prints(List<Print> prints) {

        private record Print(Bucket bucket, Fingerprint print) {}

        static Prints of(Map<Bucket, Fingerprint> taken) {
            return new Prints(
                    taken.entrySet().stream()
                            .map(entry -> new Print(entry.getKey(), entry.getValue()))
                            .toList());
        }

        Map<Bucket, Fingerprint> map() {
            return prints.stream().collect(Collectors.toMap(Print::bucket, Print::print));
        }
    }

    void addTo(ReadAll all, Stages stages) {
        stages.sets().forEach((_, database) -> all.add(database.name(), ofSet(database)));
        stages.effectShards()
                .forEach((index, database) ->
                        all.add(
                                database.name(),
                                fingerprints(
                                        database,
                                        new Part.Shard(database.name(), index),
                                        Role.EFFECT)));
        stages.causeShards()
                .forEach((index, database) -> {
                    var steps =
                            fingerprints(
                                    database, new Part.Shard(database.name(), index), Role.CAUSE);
                    steps.add(() -> balances(database, suite.shards().get(index)));
                    all.add(database.name(), steps);
                });
    }

    private List<Runnable> ofSet(Snapshot database) {
        DaySuite.Set set =
                suite.sets().stream()
                        .filter(it -> it.database().name().equals(database.name()))
                        .findFirst()
                        .orElseThrow();
        List<Runnable> steps = new ArrayList<>();
        for (int table = 0; table < 10; table++) {
            var part = new TableOfSet(set.id(), table);
            for (PacketDay day : days) {
                steps.add(() -> columns(database, part, day));
            }
            for (Role role : Role.values()) {
                steps.addAll(fingerprints(database, part, role));
            }
            for (PacketDay day : days) {
                if (SeedAmounts.possible(suite.seeds(), day)) {
                    steps.add(() -> seeds(database, part, day));
                }
            }
        }
        return steps;
    }

    /** Those comparisons that have this side here. */
    private List<Runnable> fingerprints(Snapshot database, Part part, Role role) {
        List<Runnable> steps = new ArrayList<>();
        boolean inSet = part instanceof TableOfSet;
        for (Compared each : compared) {
            if (each.comparison().inSet(role) == inSet) {
                steps.add(() -> fingerprint(database, part, role, each));
            }
        }
        return steps;
    }

    private void fingerprint(Snapshot database, Part part, Role role, Compared into) {
        String unit = "%s %s %s %s".formatted(into.comparison(), role, part.name(), into.day());
        Prints taken =
                checkpoint.once(
                        unit,
                        Prints.class,
                        () ->
                                Prints.of(
                                        new TakeFingerprints(database, suite.slots())
                                                .take(into.comparison(), role, part, into.day())));
        synchronized (this) {
            into.add(role, taken.map());
        }
    }

    private void columns(Snapshot database, TableOfSet part, PacketDay day) {
        PacketColumns.Result result =
                checkpoint.once(
                        "columns %s %s".formatted(part.name(), day),
                        PacketColumns.Result.class,
                        () -> PacketColumns.check(database, part, day));
        found.addAll(result.findings());
        synchronized (this) {
            packets += result.packets();
            heldFen += result.heldFen();
            if (result.archived()) {
                archived.add(new Archived(day, part.place()));
            }
        }
    }

    private void seeds(Snapshot database, TableOfSet part, PacketDay day) {
        SeedAmounts.Result result =
                checkpoint.once(
                        "seeds %s %s".formatted(part.name(), day),
                        SeedAmounts.Result.class,
                        () ->
                                SeedAmounts.check(
                                        database,
                                        Objects.requireNonNull(suite.seeds()),
                                        part,
                                        day));
        found.addAll(result.findings());
        synchronized (this) {
            sharesRecomputed += result.shares();
        }
    }

    private void balances(Snapshot database, DaySuite.Shard shard) {
        Balances.Result result =
                checkpoint.once(
                        "balances " + database.name(),
                        Balances.Result.class,
                        () -> Balances.check(database, shard.slotFrom(), shard.slotTo()));
        found.addAll(result.findings());
        synchronized (this) {
            balances = new Sum(balances.count() + result.users(), balances.fen() + result.fen());
        }
    }

    /** Fingerprints of what can be compared: without what is archived. */
    synchronized List<Compared> compared() {
        compared.forEach(each ->
                each.keep(bucket -> !archived.contains(new Archived(each.day(), bucket.place()))));
        return compared;
    }

    synchronized List<String> archivedDays() {
        return archived.stream()
                .map(Archived::day)
                .distinct()
                .map(day ->
                        "packets of %s are archived in some tables: compared by their sums only, without --date"
                                .formatted(day))
                .sorted()
                .toList();
    }

    synchronized long packets() {
        return packets;
    }

    synchronized long heldFen() {
        return heldFen;
    }

    synchronized long sharesRecomputed() {
        return sharesRecomputed;
    }

    synchronized Sum balances() {
        return balances;
    }
}
