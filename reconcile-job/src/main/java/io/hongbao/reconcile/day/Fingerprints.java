package io.hongbao.reconcile.day;

import io.hongbao.reconcile.compare.Bucket;
import io.hongbao.reconcile.compare.Comparison;
import io.hongbao.reconcile.compare.Comparison.Role;
import io.hongbao.reconcile.compare.ComparisonFingerprints;
import io.hongbao.reconcile.compare.ComparisonFingerprints.Whole;
import io.hongbao.reconcile.compare.Fingerprint;
import io.hongbao.reconcile.compare.Location.Shard;
import io.hongbao.reconcile.compare.Location.TableOfSet;
import io.hongbao.reconcile.compare.PacketDay;
import io.hongbao.reconcile.compare.Shards;
import io.hongbao.reconcile.compare.TableScan;
import io.hongbao.reconcile.compare.TakeFingerprints;
import io.hongbao.reconcile.compare.TakeFingerprints.Sum;
import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.stage.Checkpoint;
import io.hongbao.reconcile.stage.ReadDatabases;
import io.hongbao.reconcile.stage.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The fingerprints of all comparisons, from all databases. */
final class Fingerprints {

    private final Shards shards;
    private final List<PacketDay.Part> packets;
    private final Checkpoint checkpoint;
    private final List<ComparisonFingerprints> compared = new ArrayList<>();

    Fingerprints(Shards shards, List<PacketDay.Part> packets, Checkpoint checkpoint) {
        this.shards = shards;
        this.packets = packets;
        this.checkpoint = checkpoint;
        for (Comparison comparison : Comparison.values()) {
            packets.forEach(
                    part -> compared.add(new ComparisonFingerprints(comparison, part.day())));
        }
    }

    /** As they are remembered: plain numbers. */
    private record Prints(List<Print> prints) {

        private record Print(TableScan.End end, Bucket bucket, Fingerprint print) {}

        static Prints of(Map<Sum, Fingerprint> taken) {
            return new Prints(
                    taken.entrySet().stream()
                            .map(entry ->
                                    new Print(
                                            entry.getKey().end(),
                                            entry.getKey().bucket(),
                                            entry.getValue()))
                            .toList());
        }

        void forEach(BiConsumer<Sum, Fingerprint> action) {
            prints.forEach(each -> action.accept(new Sum(each.end(), each.bucket()), each.print()));
        }
    }

    /** What a table has in each bucket. */
    List<Runnable> ofTable(Snapshot set, TableOfSet table) {
        List<Runnable> steps = new ArrayList<>();
        for (TableScan scan : TableScan.ofTables()) {
            for (PacketDay.Part part : packets) {
                steps.add(() ->
                        once(scan, table.name(), part, () -> take(set).ofTable(scan, table, part))
                                .forEach((sum, print) -> add(part.day(), sum, print)));
            }
        }
        return steps;
    }

    /** What a shard has of each block, of the sides in this role. */
    List<Runnable> ofShard(Snapshot database, Shard shard, Role role) {
        List<Runnable> steps = new ArrayList<>();
        for (TableScan scan : TableScan.ofShards(role)) {
            for (PacketDay.Part part : packets) {
                steps.add(() ->
                        once(
                                        scan,
                                        shard.name(),
                                        part,
                                        () -> take(database).ofShard(scan, shard, part))
                                .forEach((sum, print) -> addWhole(part.day(), sum, print)));
            }
        }
        return steps;
    }

    /** Once the above are done: the parts of blocks that shards and SETs do not have the same. */
    void addDifferingTo(ReadDatabases all, Stages stages) {
        Set<Whole> unequal =
                compared.stream()
                        .flatMap(each -> each.settle().stream())
                        .collect(Collectors.toSet());
        stages.effectShards()
                .forEach((index, database) ->
                        addTo(
                                all,
                                database,
                                new Shard(database.name(), index),
                                Role.EFFECT,
                                unequal));
        stages.causeShards()
                .forEach((index, database) ->
                        addTo(
                                all,
                                database,
                                new Shard(database.name(), index),
                                Role.CAUSE,
                                unequal));
    }

    private void addTo(
            ReadDatabases all, Snapshot database, Shard shard, Role role, Set<Whole> unequal) {
        List<Runnable> steps = new ArrayList<>();
        for (TableScan scan : TableScan.ofShards(role)) {
            for (PacketDay.Part part : packets) {
                PacketDay day = part.day();
                var blocks = new TreeSet<Long>();
                unequal.stream()
                        .filter(whole ->
                                whole.shard() == shard.index()
                                        && whole.day().equals(day)
                                        && scan.ends().contains(whole.end()))
                        .forEach(whole -> blocks.add(whole.block()));
                for (long block : blocks) {
                    steps.add(() -> block(database, shard, scan, day, block, unequal));
                }
            }
        }
        if (!steps.isEmpty()) {
            all.add(database.name(), steps);
        }
    }

    /** Of sides that are in the same rows, others may have the block the same. */
    private void block(
            Snapshot database,
            Shard shard,
            TableScan scan,
            PacketDay day,
            long block,
            Set<Whole> unequal) {
        take(database)
                .ofBlock(scan, shard, day, block)
                .forEach((sum, print) -> {
                    if (unequal.contains(new Whole(sum.end(), day, shard.index(), block))) {
                        add(day, sum, print);
                    }
                });
    }

    private TakeFingerprints take(Snapshot database) {
        return new TakeFingerprints(database, shards);
    }

    private Prints once(
            TableScan scan,
            String from,
            PacketDay.Part part,
            Supplier<Map<Sum, Fingerprint>> taken) {
        return checkpoint.once(
                String.format(Locale.ROOT, "%s %s %s", scan.ends(), from, part),
                Prints.class,
                () -> Prints.of(taken.get()));
    }

    private synchronized void add(PacketDay day, Sum sum, Fingerprint print) {
        compared(sum.end(), day).add(sum.end().role(), sum.bucket(), print);
    }

    private synchronized void addWhole(PacketDay day, Sum sum, Fingerprint print) {
        compared(sum.end(), day).addWhole(sum.bucket(), print);
    }

    private ComparisonFingerprints compared(TableScan.End end, PacketDay day) {
        return compared.stream()
                .filter(each -> each.comparison() == end.comparison() && each.day().equals(day))
                .findFirst()
                .orElseThrow();
    }

    /** One for each comparison and day. */
    synchronized List<ComparisonFingerprints> compared() {
        return compared;
    }
}
