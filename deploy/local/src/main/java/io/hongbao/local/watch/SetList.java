package io.hongbao.local.watch;

import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.id.SetId;
import io.hongbao.local.suite.LocalSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The SETs of the catalogue, with what the packet-services say about each. */
public final class SetList {

    private static final String ROW = "%-4s %-48s %6s  %-5s %-9s %-20s %8s %11s";

    private SetList() {}

    public static List<String> lines(LocalSuite suite) {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        ROW,
                        "SET",
                        "URL",
                        "WEIGHT",
                        "ZONE",
                        "DATABASE",
                        "STATE",
                        "ORDERS",
                        "CONNECTIONS"));
        try (var endpoint = new SetsClient(suite)) {
            List<SetsReport> seen = endpoint.all();
            for (SetEntry set : suite.sets().all()) {
                lines.add(row(suite, set, of(set.id(), seen)));
            }
            seen.stream()
                    .flatMap(instance -> instance.refusal().stream())
                    .distinct()
                    .forEach(refusal -> lines.add("the last change was refused: " + refusal));
        }
        return lines;
    }

    private static List<SetReport> of(SetId id, List<SetsReport> seen) {
        return seen.stream().flatMap(instance -> instance.find(id).stream()).toList();
    }

    private static String row(LocalSuite suite, SetEntry set, List<SetReport> seen) {
        return String.format(
                        Locale.ROOT,
                        ROW,
                        set.id(),
                        set.url(),
                        set.weight(),
                        set.zone(),
                        suite.sets().up(set.id()) ? "up" : "down",
                        state(seen),
                        sum(seen, one -> one.orders().stream()),
                        sum(seen, one -> one.connections().stream()))
                .stripTrailing();
    }

    private static String state(List<SetReport> seen) {
        String states =
                seen.stream().map(SetReport::inWords).distinct().collect(Collectors.joining(", "));
        return states.isEmpty() ? "-" : states;
    }

    /** Over all instances; {@code -} when none told. */
    private static String sum(List<SetReport> seen, Function<SetReport, LongStream> figure) {
        long[] told = seen.stream().flatMapToLong(figure).toArray();
        return told.length == 0 ? "-" : Long.toString(LongStream.of(told).sum());
    }
}
