package io.hongbao.reconcile.day;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.reconcile.compare.Bucket;
import io.hongbao.reconcile.compare.Location.TableOfSet;
import io.hongbao.reconcile.compare.PacketDay;
import io.hongbao.reconcile.day.DayReport.Sum;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.single.Balances;
import io.hongbao.reconcile.single.MovedPackets;
import io.hongbao.reconcile.single.OtherDays;
import io.hongbao.reconcile.single.OtherDays.Moved;
import io.hongbao.reconcile.stage.Checkpoint;
import io.hongbao.reconcile.stage.DaySuite;
import io.hongbao.reconcile.stage.ReadDatabases;
import io.hongbao.reconcile.stage.Stages;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds what to compare beside the packets of the day: blocks of packets of other days in which
 * money moved on the day, on either side. They are compared as a whole, as all blocks are, so it
 * does not matter on which day which side's line came.
 */
final class FindMovedBlocks {

    private static final int DAY_DIGITS = 8;

    private final DaySuite suite;
    private final List<PacketDay> days;
    private final OtherDays other;
    private final Checkpoint checkpoint;
    private final DiscrepancyCollector found;
    private final Map<LocalDate, NavigableSet<Long>> blocks = new TreeMap<>();
    private final Set<MovedBlock> moved = new HashSet<>();
    private Sum balances = Sum.NONE;

    FindMovedBlocks(
            DaySuite suite,
            DaySettings settings,
            Checkpoint checkpoint,
            DiscrepancyCollector found) {
        this.suite = suite;
        this.checkpoint = checkpoint;
        this.found = found;
        days = settings.packetDays();
        other = new OtherDays(days.getFirst(), days.getLast(), settings.date());
    }

    private record MovedBlock(PacketDay day, int place, long block) {}

    void addTo(ReadDatabases all, Stages stages) {
        suite.sets()
                .forEach(set -> {
                    Snapshot database = stages.sets().get(set.id().number());
                    if (database != null) {
                        List<Runnable> steps = new ArrayList<>();
                        for (int table = 0; table < OrderNumber.TABLES; table++) {
                            var part = new TableOfSet(set.id(), table);
                            steps.add(() -> packets(database, part));
                        }
                        all.add(database.name(), steps);
                    }
                });
        stages.causeShards()
                .forEach((index, database) ->
                        all.add(
                                database.name(),
                                List.of(() -> balances(database, suite.shards().get(index)))));
    }

    /** As they are remembered. */
    private record InTable(List<Moved> moved) {}

    private void packets(Snapshot database, TableOfSet part) {
        InTable result =
                checkpoint.once(
                        "moved " + part.name(),
                        InTable.class,
                        () -> new InTable(MovedPackets.find(database, part, other)));
        result.moved().forEach(each -> add(each, database.name()));
    }

    private void balances(Snapshot database, DaySuite.Shard shard) {
        Balances.Result result =
                checkpoint.once(
                        "balances " + database.name(),
                        Balances.Result.class,
                        () -> Balances.check(database, shard.slotFrom(), shard.slotTo(), other));
        found.addAll(result.findings());
        result.moved().forEach(each -> add(each, database.name()));
        synchronized (this) {
            balances = new Sum(balances.count() + result.users(), balances.fen() + result.fen());
        }
    }

    private synchronized void add(Moved lines, String place) {
        LocalDate date;
        try {
            date =
                    LocalDate.parse(
                            lines.firstKey().substring(0, DAY_DIGITS),
                            DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException | IndexOutOfBoundsException noDay) {
            found.add(
                    new Finding(
                            Kind.TRANSFER_MALFORMED,
                            "",
                            lines.firstKey(),
                            place,
                            0,
                            0,
                            "a number of no day: from "
                                    + lines.firstKey()
                                    + " to "
                                    + lines.lastKey()));
            return;
        }
        var day = new PacketDay(date);
        moved.add(new MovedBlock(day, lines.place(), lines.block()));
        // A key that is no number is beside the block that the database names.
        blocks.computeIfAbsent(date, _ -> new TreeSet<>())
                .addAll(
                        List.of(
                                lines.block(),
                                PacketDay.blockOf(lines.firstKey()),
                                PacketDay.blockOf(lines.lastKey())));
    }

    /** All that is to be compared, the days of the settings first. */
    synchronized List<PacketDay.Part> packets() {
        return Stream.concat(
                        days.stream().map(PacketDay::whole),
                        blocks.entrySet().stream()
                                .map(each ->
                                        new PacketDay.Part(
                                                new PacketDay(each.getKey()), each.getValue())))
                .toList();
    }

    /**
     * Whether the bucket is to be compared. Of other days, where nothing moved, a SET that there is
     * no more says nothing of what it had.
     */
    synchronized boolean compares(PacketDay day, Bucket bucket) {
        return days.contains(day)
                || suite.sets().stream().anyMatch(set -> set.id().number() == bucket.set())
                || moved.contains(new MovedBlock(day, bucket.place(), bucket.block()));
    }

    /** Blocks of other days. */
    synchronized long blocks() {
        return blocks.values().stream().mapToLong(Set::size).sum();
    }

    synchronized Sum balances() {
        return balances;
    }
}
