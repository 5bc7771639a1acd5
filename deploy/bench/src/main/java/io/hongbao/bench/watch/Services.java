package io.hongbao.bench.watch;

import io.hongbao.local.part.Part;
import io.hongbao.local.suite.LocalSuite;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The services of a suite, and what their meters say. */
public final class Services {

    private static final List<String> METERED =
            List.of("gateway", "packet-service", "pay-service", "ledger-consumer");

    private final LocalSuite suite;

    public Services(LocalSuite suite) {
        this.suite = suite;
    }

    /** Where an instance serves calls. */
    public URI address(String name) {
        return onLoopback(suite.part(name).ports().getFirst());
    }

    private List<Part> instances(String service) {
        return suite.parts().stream()
                .filter(part ->
                        part.name().equals(service) || part.name().matches(service + "-[0-9]+"))
                .toList();
    }

    /** The meters of every instance of a service. */
    public List<Meters> meters(String service) {
        return instances(service).stream()
                .map(part -> Meters.of(onLoopback(part.ports().getLast())))
                .toList();
    }

    /** A sum over all instances. */
    public double sum(String service, String meter, String... labels) {
        return meters(service).stream().mapToDouble(meters -> meters.sum(meter, labels)).sum();
    }

    /**
     * How many batches there were and what they held, by service and kind.
     *
     * @param counts batches
     * @param sums what they held
     */
    public record Batches(Map<String, Double> counts, Map<String, Double> sums) {

        /** The mean size of the batches since {@code before}. */
        public Map<String, Double> meansSince(Batches before) {
            var means = new TreeMap<String, Double>();
            counts.forEach((kind, count) -> {
                double batches = count - before.counts.getOrDefault(kind, 0.0);
                if (batches > 0) {
                    double held =
                            sums.getOrDefault(kind, 0.0) - before.sums.getOrDefault(kind, 0.0);
                    means.put(kind, held / batches);
                }
            });
            return means;
        }

        /** How many batches since {@code before}, by service and kind. */
        public Map<String, Double> countsSince(Batches before) {
            var since = new TreeMap<String, Double>();
            counts.forEach((kind, count) ->
                    since.put(kind, count - before.counts.getOrDefault(kind, 0.0)));
            return since;
        }
    }

    public Batches batches() {
        var counts = new LinkedHashMap<String, Double>();
        var sums = new LinkedHashMap<String, Double>();
        for (String service : METERED) {
            for (Meters meters : meters(service)) {
                add(counts, service, meters.sumsBy("hongbao_lane_batch_size_count", "kind"));
                add(sums, service, meters.sumsBy("hongbao_lane_batch_size_sum", "kind"));
                add(counts, service, meters.sumsBy("hongbao_posting_batch_count", "group"));
                add(sums, service, meters.sumsBy("hongbao_posting_batch_sum", "group"));
            }
        }
        return new Batches(counts, sums);
    }

    private static void add(Map<String, Double> to, String service, Map<String, Double> byKind) {
        byKind.forEach((kind, value) -> to.merge(service + " " + kind, value, Double::sum));
    }

    /** Credits that were posted, ever. */
    public double credits() {
        return sum(
                "ledger-consumer",
                "hongbao_posting_entries_total",
                "group=\"balance-credits\"",
                "outcome=\"new\"");
    }

    /** Events on their way: in outboxes, in Kafka, in consumers. */
    public double underWay() {
        var waiting = new ArrayList<Double>();
        for (String service : List.of("packet-service", "pay-service")) {
            waiting.add(sum(service, "hongbao_outbox_pending"));
            waiting.add(sum(service, "hongbao_activations_waiting"));
            waiting.add(sum(service, "hongbao_consumer_lag"));
        }
        waiting.add(sum("ledger-consumer", "hongbao_consumer_lag"));
        return waiting.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static URI onLoopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
