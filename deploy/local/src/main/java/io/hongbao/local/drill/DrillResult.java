package io.hongbao.local.drill;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.load.LoadCall;
import io.hongbao.local.load.LoadCall.Kind;
import io.hongbao.reconcile.report.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a drill found.
 *
 * @param deadSet the SET that was broken, if one was
 * @param newSet the SET that was added, if one was
 * @param phases before, during and after
 * @param calls all, those that prepared the drill too
 */
public record DrillResult(
        DrillKind kind,
        Optional<SetId> deadSet,
        Optional<SetId> newSet,
        List<DrillPhase> phases,
        List<LoadCall> calls,
        DrillObservations observed,
        Report report) {

    /** What calls for packets of a dead SET are told. */
    private static final String TOLD_OF_THE_DEAD = "503 set_unavailable";

    /** What had to hold and did not; empty when all did. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>();
        errors(call -> !isVisit(call) && !isOfLostCapacity(call))
                .forEach(
                        (what, count) -> broken.add("no error: " + what + ", " + count + " times"));
        errors(call -> isVisit(call) && !isDead(call) && !isOfLostCapacity(call))
                .forEach((what, count) ->
                        broken.add("no error on a healthy SET: " + what + ", " + count + " times"));
        errors(call ->
                        isVisit(call)
                                && isDead(call)
                                && (phases.getFirst().has(call.endNanos())
                                        || !call.outcome().equals(TOLD_OF_THE_DEAD)))
                .forEach((what, count) ->
                        broken.add(
                                "only set_unavailable on a dead SET: "
                                        + what
                                        + ", "
                                        + count
                                        + " times"));
        newSet.filter(set -> wrapsOn(set, phases.getLast()) == 0)
                .ifPresent(set -> broken.add("new packets on SET " + set + ": none"));
        deadSet.filter(_ -> firstHealedWrap().isEmpty())
                .ifPresent(_ -> broken.add("wraps of a dead SET land on others: none did"));
        if (kind == DrillKind.CAPACITY_LOST) {
            broken.addAll(LostCapacity.broken(this));
        }
        broken.addAll(MoneyCheck.broken(report));
        return broken;
    }

    /** The SETs that calls were for. */
    List<SetId> sets() {
        return drilled().map(LoadCall::set).filter(Objects::nonNull).distinct().sorted().toList();
    }

    /** All calls of one kind on one SET that began in one phase. */
    List<LoadCall> calls(DrillPhase phase, SetId set, Kind kind) {
        return calls.stream()
                .filter(phase::has)
                .filter(call -> call.kind() == kind && set.equals(call.set()))
                .toList();
    }

    /** For people. */
    public List<String> page() {
        return DrillPage.lines(this);
    }

    /** For programs: one line of JSON. */
    public String line(Instant at) {
        return DrillLine.of(this, at);
    }

    /** Errors that users saw, by kind, SET and answer, with how often. */
    Map<String, Long> errors(Predicate<LoadCall> which) {
        return drilled()
                .filter(call -> !call.ok() && !call.notActiveYet() && which.test(call))
                .collect(
                        Collectors.groupingBy(
                                call ->
                                        String.format(
                                                Locale.ROOT,
                                                "%s%s %s",
                                                call.kind().name().toLowerCase(Locale.ROOT),
                                                call.set() == null ? "" : " on " + call.set(),
                                                call.outcome()),
                                TreeMap::new,
                                Collectors.counting()));
    }

    /** Seconds from the strike until a wrap that belonged to the dead SET was answered. */
    Optional<Double> firstHealedWrap() {
        long struck = phases.get(1).fromNanos();
        return drilled()
                .filter(call ->
                        call.kind() == Kind.WRAP
                                && call.ok()
                                && call.startNanos() - struck >= 0
                                && isDead(call.firstChoice())
                                && !isDead(call.set()))
                .map(call -> (call.endNanos() - struck) / 1e9)
                .min(Double::compare);
    }

    /** How long refusals took, from the instant at which the breaker was seen open. */
    CallStatistics refusals() {
        long struck = phases.get(1).fromNanos();
        Optional<Double> opened = observed.openedAfter(struck);
        if (opened.isEmpty()) {
            return CallStatistics.of(List.of());
        }
        long openNanos = struck + (long) (opened.get() * 1e9);
        return CallStatistics.of(
                drilled()
                        .filter(call ->
                                phases.get(1).has(call)
                                        && call.startNanos() - openNanos >= 0
                                        && call.outcome().equals(TOLD_OF_THE_DEAD))
                        .toList());
    }

    Stream<LoadCall> drilled() {
        return calls.stream().filter(call -> phases.stream().anyMatch(phase -> phase.has(call)));
    }

    private long wrapsOn(SetId set, DrillPhase phase) {
        return calls.stream()
                .filter(call -> call.kind() == Kind.WRAP && set.equals(call.set()))
                .filter(phase::has)
                .count();
    }

    /** How often a packet that was just paid was not active yet. */
    long notActiveYet() {
        return drilled().filter(LoadCall::notActiveYet).count();
    }

    /** Whether it needs the database of its packet. */
    static boolean isVisit(LoadCall call) {
        return call.kind() == Kind.OPEN || call.kind() == Kind.GRAB;
    }

    private boolean isOfLostCapacity(LoadCall call) {
        return kind == DrillKind.CAPACITY_LOST && LostCapacity.explains(this, call);
    }

    boolean isDead(LoadCall call) {
        return isDead(call.set());
    }

    private boolean isDead(@Nullable SetId set) {
        return deadSet.isPresent() && deadSet.get().equals(set);
    }
}
