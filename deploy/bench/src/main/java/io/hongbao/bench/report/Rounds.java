package io.hongbao.bench.report;

import io.hongbao.bench.watch.BatchSizes;
import io.hongbao.bench.watch.Costs;
import io.hongbao.bench.watch.DatabaseCost;
import io.hongbao.bench.watch.ProcessRoles;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The windows of one figure, together. */
public record Rounds(List<Window> windows) {

    public Spread rate() {
        return Spread.of(windows.stream().map(Window::rate).toList());
    }

    public long acknowledged() {
        return windows.stream().mapToLong(Window::acknowledged).sum();
    }

    /** Whether it is known what came of the operations. */
    public boolean hasCosts() {
        return !costs().isEmpty();
    }

    /** CPU time of one operation by process within the windows, in microseconds. */
    Map<String, Double> cpuMicrosEach() {
        return byProcess(Window::cpuMicros);
    }

    /** Heap that one operation allocated, by JVM within the windows, in bytes. */
    Map<String, Double> allocatedBytesEach() {
        return byProcess(Window::allocatedBytes);
    }

    private Map<String, Double> byProcess(Function<Window, Map<String, Long>> of) {
        var each = new TreeMap<String, Double>();
        for (Window window : windows) {
            of.apply(window)
                    .forEach((process, used) -> each.merge(process, each(used), Double::sum));
        }
        return each;
    }

    /** The median of the rounds for each hop. */
    Map<String, BatchSizes> batches() {
        var hops = new TreeSet<String>();
        windows.forEach(window -> hops.addAll(window.batches().keySet()));
        var sizes = new TreeMap<String, BatchSizes>();
        for (String hop : hops) {
            List<BatchSizes> rounds =
                    windows.stream()
                            .map(window -> window.batches().get(hop))
                            .filter(Objects::nonNull)
                            .toList();
            sizes.put(
                    hop,
                    new BatchSizes(
                            Math.round(median(rounds, BatchSizes::batches)),
                            median(rounds, BatchSizes::mean),
                            median(rounds, BatchSizes::p50),
                            median(rounds, BatchSizes::p99)));
        }
        return sizes;
    }

    /**
     * CPU time of one operation by role, with all that came of it until nothing was under way, in
     * microseconds.
     */
    public Map<String, Double> wholeCpuMicrosEach() {
        var each = new TreeMap<String, Double>();
        for (Costs costs : costs()) {
            ProcessRoles.sums(costs.cpuMicros())
                    .forEach((role, micros) ->
                            each.merge(role, micros / Math.max(1, acknowledged()), Double::sum));
        }
        return each;
    }

    /** What all servers of a role did, in all rounds; connections are those of one round. */
    public DatabaseCost databases(String role) {
        DatabaseCost sum = DatabaseCost.NONE;
        int connections = 0;
        for (Costs costs : costs()) {
            DatabaseCost round =
                    costs.databases().entrySet().stream()
                            .filter(server -> ProcessRoles.of(server.getKey()).equals(role))
                            .map(Map.Entry::getValue)
                            .reduce(DatabaseCost.NONE, DatabaseCost::plus);
            sum = sum.plus(round);
            connections = Math.max(connections, round.connections());
        }
        return new DatabaseCost(
                sum.statements(), sum.commits(), sum.redoBytes(), sum.binlogBytes(), connections);
    }

    /** Sent over the loopback for one operation. */
    public double loopbackBytesEach() {
        return costs().stream().mapToDouble(Costs::loopbackBytes).sum()
                / Math.max(1, acknowledged());
    }

    /** Of a service's or server's own, each by one operation. */
    public double each(long total) {
        return (double) total / Math.max(1, acknowledged());
    }

    private List<Costs> costs() {
        return windows.stream().map(Window::costs).filter(Objects::nonNull).toList();
    }

    private static double median(List<BatchSizes> rounds, ToDoubleFunction<BatchSizes> of) {
        return Spread.of(rounds.stream().map(of::applyAsDouble).toList()).median();
    }
}
