package io.hongbao.bench.capacity;

import io.hongbao.bench.capacity.FleetPlan.Limit;
import io.hongbao.bench.capacity.FleetPlan.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/** A plan for people. */
public final class PlanText {

    private PlanText() {}

    /** {@code measured} says where the costs come from. */
    public static List<String> of(
            Demand demand, Site site, UnitCosts costs, List<String> measured) {
        FleetPlan plan = PlanFleet.of(demand, site, costs);
        var lines = new ArrayList<String>();
        asked(demand, lines);
        measured(costs, measured, lines);
        needed(plan, site, lines);
        limits(plan, lines);
        return lines;
    }

    private static void asked(Demand demand, List<String> lines) {
        lines.add("Asked for, in a second");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  %,.0f opens, %,.0f wraps with their payments, %,.0f grabs, %,.0f details",
                        demand.opens(),
                        demand.wraps(),
                        demand.grabs(),
                        demand.views()));
        lines.add(
                String.format(Locale.ROOT, "  %,.0f payments beyond those", demand.morePayments()));
    }

    private static void measured(UnitCosts costs, List<String> measured, List<String> lines) {
        lines.add("");
        lines.add("Measured");
        measured.forEach(line -> lines.add("  " + line));
        lines.add("  CPU of one operation of the mix, µs: " + micros(costs.mixMicros()));
        lines.add("  CPU of one open, µs:                 " + micros(costs.openMicros()));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  one operation of the mix sends %,.0f bytes, and databases log %,.0f",
                        costs.mixBytes(),
                        costs.mixRedoBytes()));
    }

    private static String micros(Map<String, Double> micros) {
        return micros.entrySet().stream()
                .sorted(Entry.comparingByKey())
                .map(role -> String.format(Locale.ROOT, "%s %.1f", role.getKey(), role.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static void needed(FleetPlan plan, Site site, List<String> lines) {
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "Needed: cores are busy to %.0f %%, %.0f %% spare, %d %s",
                        100 * site.busy(),
                        100 * site.spare(),
                        site.zones(),
                        site.zones() == 1 ? "zone" : "zones"));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  %-18s %12s %10s %12s   %s",
                        "",
                        "busy cores",
                        "machines",
                        "cores each",
                        "decided by"));
        for (Need need : plan.needs()) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  %-18s %,12.1f %,10d %12d   %s",
                            need.part(),
                            need.busyCores(),
                            need.machines(),
                            need.cores(),
                            need.because()));
        }
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  %-18s %,12d of each topic",
                        "Kafka partitions",
                        plan.partitions()));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  %-18s %,12.1f Gbit/s in all, replicas of databases included, Kafka's not",
                        "network",
                        plan.networkBytes() * 8 / 1e9));
        if (site.spare() < 1.0 / site.zones()) {
            lines.add("  The spare part is less than one zone: a zone that fails is not covered.");
        }
    }

    private static void limits(FleetPlan plan, List<String> lines) {
        lines.add("");
        lines.add("What more machines do not lift, with the spare part gone");
        for (Limit limit : plan.limits()) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  %-36s %,12.1f of %,12.1f %-10s %5.0f %%",
                            limit.name(),
                            limit.asked(),
                            limit.most(),
                            limit.unit(),
                            100 * limit.used()));
        }
        Limit first = plan.firstBottleneck();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "First bottleneck: %s (%s%s).",
                        first.name(),
                        first.used() > 1 ? "exceeded: " : "not reached; beyond it ",
                        first.effect()));
    }
}
