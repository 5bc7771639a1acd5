package io.hongbao.reconcile.compare;

import io.hongbao.reconcile.compare.Comparison.Role;
import io.hongbao.reconcile.compare.ReadLines.Where;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The fingerprints of both sides of one comparison, for one day of packets. */
public final class ComparisonFingerprints {

    private final Comparison comparison;
    private final PacketDay day;
    private final Map<Role, Map<Bucket, Fingerprint>> sides = new EnumMap<>(Role.class);
    private final Map<Bucket, Fingerprint> wholes = new HashMap<>();

    public ComparisonFingerprints(Comparison comparison, PacketDay day) {
        this.comparison = comparison;
        this.day = day;
        for (Role role : Role.values()) {
            sides.put(role, new HashMap<>());
        }
    }

    public Comparison comparison() {
        return comparison;
    }

    public PacketDay day() {
        return day;
    }

    /** Adds what one part has in a bucket. */
    public void add(Role role, Bucket bucket, Fingerprint print) {
        side(role).merge(bucket, print, Fingerprint::plus);
    }

    /** Adds what a wallet shard has of a block. */
    public void addWhole(Bucket whole, Fingerprint print) {
        wholes.merge(whole, print, Fingerprint::plus);
    }

    /**
     * Compares what wallet shards have of each block with what SETs have of it. Where that is the
     * same, so are its parts; returns those of which the parts have to be asked for.
     */
    public Set<Whole> settle() {
        if (!comparison.byShard()) {
            return Set.of();
        }
        Role inShards = comparison.inSet(Role.CAUSE) ? Role.EFFECT : Role.CAUSE;
        Map<Bucket, Fingerprint> parts = side(inShards.other());
        var ofSets = new HashMap<Bucket, Fingerprint>();
        parts.forEach((bucket, print) -> ofSets.merge(bucket.whole(), print, Fingerprint::plus));
        var unequal = new HashSet<Bucket>(wholes.keySet());
        unequal.addAll(ofSets.keySet());
        unequal.removeIf(whole -> Objects.equals(wholes.get(whole), ofSets.get(whole)));
        parts.forEach((bucket, print) -> {
            if (!unequal.contains(bucket.whole())) {
                side(inShards).put(bucket, print);
            }
        });
        var end = new TableScan.End(comparison, inShards);
        return unequal.stream()
                .map(whole -> new Whole(end, day, whole.shard(), whole.block()))
                .collect(Collectors.toSet());
    }

    /** What a wallet shard has of a block. */
    public record Whole(TableScan.End end, PacketDay day, int shard, long block) {}

    /** Leaves out buckets of which a side could not be read. */
    public void keep(Predicate<Bucket> readable) {
        sides.values().forEach(side -> side.keySet().removeIf(readable.negate()));
    }

    public int buckets() {
        return (int)
                sides.values().stream().flatMap(side -> side.keySet().stream()).distinct().count();
    }

    /** Where rows must be read: each place and block, with the shards that differ in it. */
    public List<Where> differing() {
        var blocks = new TreeMap<Integer, TreeSet<Long>>();
        Map<Bucket, Fingerprint> causes = side(Role.CAUSE);
        Map<Bucket, Fingerprint> effects = side(Role.EFFECT);
        causes.forEach((bucket, print) -> {
            if (!print.equals(effects.get(bucket))) {
                blocks.computeIfAbsent(bucket.place(), _ -> new TreeSet<>()).add(bucket.block());
            }
        });
        effects.keySet().stream()
                .filter(bucket -> !causes.containsKey(bucket))
                .forEach(bucket ->
                        blocks.computeIfAbsent(bucket.place(), _ -> new TreeSet<>())
                                .add(bucket.block()));
        return blocks.entrySet().stream()
                .flatMap(place ->
                        place.getValue().stream()
                                .map(block -> new Where(day, place.getKey(), block)))
                .toList();
    }

    /** How many lines were added up on one side, by place and block. */
    public Map<Where, Long> lines(Role role) {
        var lines = new HashMap<Where, Long>();
        side(role)
                .forEach((bucket, print) ->
                        lines.merge(
                                new Where(day, bucket.place(), bucket.block()),
                                print.count(),
                                Long::sum));
        return lines;
    }

    /** Sums by hour, as {@link Bucket} counts them. */
    public Map<Integer, Fingerprint> byHour(Role role) {
        var hours = new TreeMap<Integer, Fingerprint>();
        side(role).forEach((bucket, print) -> hours.merge(bucket.hour(), print, Fingerprint::plus));
        return hours;
    }

    public Fingerprint total(Role role) {
        return side(role).values().stream().reduce(Fingerprint.NONE, Fingerprint::plus);
    }

    private Map<Bucket, Fingerprint> side(Role role) {
        return Objects.requireNonNull(sides.get(role));
    }
}
