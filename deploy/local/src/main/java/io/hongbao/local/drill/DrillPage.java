package io.hongbao.local.drill;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.load.LoadCall;
import io.hongbao.local.load.LoadCall.Kind;
import io.hongbao.reconcile.report.InvariantVerdict;
import io.hongbao.reconcile.report.TextReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What a drill found, for people. */
final class DrillPage {

    private static final String COLUMNS =
            String.format(Locale.ROOT, "%6s %6s %6s %6s %6s", "calls", "ok", "p50", "p99", "max");

    private final DrillResult result;
    private final List<String> lines = new ArrayList<>();

    private DrillPage(DrillResult result) {
        this.result = result;
    }

    static List<String> lines(DrillResult result) {
        var page = new DrillPage(result);
        page.calls();
        page.errors();
        page.times();
        page.verdict();
        return page.lines;
    }

    private void calls() {
        lines.add("");
        var heads = new StringBuilder(String.format(Locale.ROOT, "%-10s", "ms"));
        var columns = new StringBuilder(String.format(Locale.ROOT, "%-10s", "SET call"));
        for (DrillPhase phase : result.phases()) {
            heads.append(
                    String.format(
                            Locale.ROOT,
                            "   %-34s",
                            String.format(
                                    Locale.ROOT, "%s, %.1f s", phase.name(), phase.seconds())));
            columns.append("   ").append(COLUMNS);
        }
        lines.add(heads.toString().stripTrailing());
        lines.add(columns.toString());
        for (SetId set : result.sets()) {
            for (Kind kind : Kind.values()) {
                lines.add(row(set, kind));
            }
        }
    }

    private String row(SetId set, Kind kind) {
        var row = new StringBuilder(String.format(Locale.ROOT, "%-10s", set + " " + lower(kind)));
        for (DrillPhase phase : result.phases()) {
            row.append("   ").append(CallStatistics.of(result.calls(phase, set, kind)).row());
        }
        return row.toString().stripTrailing();
    }

    private void errors() {
        lines.add("");
        errors("errors of wraps and payments", result.errors(call -> !DrillResult.isVisit(call)));
        errors(
                "errors on healthy SETs",
                result.errors(call -> DrillResult.isVisit(call) && !result.isDead(call)));
        result.deadSet()
                .ifPresent(set ->
                        errors(
                                "errors on SET " + set,
                                result.errors(
                                        call -> DrillResult.isVisit(call) && result.isDead(call))));
    }

    private void errors(String where, Map<String, Long> errors) {
        say(
                where,
                errors.isEmpty()
                        ? "none"
                        : errors.entrySet().stream()
                                .map(error -> error.getKey() + ": " + error.getValue())
                                .collect(Collectors.joining(", ")));
    }

    private void times() {
        if (result.notActiveYet() > 0) {
            say("paid, not active yet", result.notActiveYet() + " opens (409 packet_not_paid)");
        }
        result.deadSet()
                .ifPresent(_ -> {
                    say(
                            "first healed wrap",
                            seconds(result.firstHealedWrap(), "after the fault", "none"));
                    long struck = result.phases().get(1).fromNanos();
                    long healed = result.phases().getLast().fromNanos();
                    DrillObservations observed = result.observed();
                    String otherwise = observed.toldOfBreakers() ? "never" : "not told";
                    say(
                            "breaker opened",
                            seconds(observed.openedAfter(struck), "after the fault", otherwise));
                    observed.openedAfter(struck)
                            .ifPresent(_ ->
                                    say(
                                            "breaker closed",
                                            seconds(
                                                    observed.closedAfter(healed),
                                                    "after the healing",
                                                    "not yet")));
                });
        if (result.refusals().count() > 0) {
            say(
                    "refusals once it was open",
                    String.format(
                            Locale.ROOT,
                            "p50 %.1f ms, p99 %.1f ms",
                            result.refusals().p50Ms(),
                            result.refusals().p99Ms()));
        }
        result.observed()
                .missedAfter(result.phases().get(1).fromNanos())
                .ifPresent(time ->
                        say(
                                "gateway missed the instance",
                                seconds(Optional.of(time), "after the fault", "")));
        result.newSet().ifPresent(this::sayParts);
        for (SetId set : result.sets()) {
            say(
                    "connections at SET " + set,
                    result.phases().stream()
                            .map(phase -> phase.name() + " " + connections(set, phase))
                            .collect(Collectors.joining(", ")));
        }
    }

    private void sayParts(SetId added) {
        DrillPhase after = result.phases().getLast();
        List<LoadCall> wraps =
                result.calls().stream()
                        .filter(after::has)
                        .filter(call -> call.kind() == Kind.WRAP && call.ok())
                        .toList();
        long there = wraps.stream().filter(call -> added.equals(call.set())).count();
        say(
                "new packets on SET " + added,
                String.format(
                        Locale.ROOT,
                        "%d of %d afterwards (%.0f %%)",
                        there,
                        wraps.size(),
                        100.0 * there / Math.max(1, wraps.size())));
    }

    private String connections(SetId set, DrillPhase phase) {
        OptionalInt max = result.observed().connectionsMax(set, phase);
        return max.isPresent() ? Integer.toString(max.getAsInt()) : "-";
    }

    private void verdict() {
        long holding =
                result.report().answers().stream()
                        .filter(answer -> answer.verdict() == InvariantVerdict.YES)
                        .count();
        say(
                "money",
                String.format(
                        Locale.ROOT,
                        "%s: %d of %d invariants hold",
                        result.report().clean() ? "clean" : "NOT CLEAN",
                        holding,
                        result.report().answers().size()));
        if (!result.report().clean()) {
            lines.addAll(TextReport.of(result.report()).lines().toList());
        }
        lines.add("");
        List<String> broken = result.broken();
        if (broken.isEmpty()) {
            lines.add("All that must hold held.");
        }
        broken.forEach(rule -> lines.add("BROKEN  " + rule));
    }

    private static String seconds(Optional<Double> time, String since, String otherwise) {
        return time.map(found -> String.format(Locale.ROOT, "%.2f s %s", found, since))
                .orElse(otherwise);
    }

    private void say(String what, String found) {
        lines.add(String.format(Locale.ROOT, "%-30s %s", what, found));
    }

    private static String lower(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
