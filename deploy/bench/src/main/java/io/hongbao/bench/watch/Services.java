package io.hongbao.bench.watch;

import io.hongbao.bench.watch.BatchSizes.BatchCount;
import io.hongbao.local.part.Part;
import io.hongbao.local.suite.LocalSuite;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
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

    /** The batches of all services until now, by service and kind. */
    public record Batches(Map<String, BatchCount> counted) {

        /** What they were since {@code before}; hops without any are left out. */
        public Map<String, BatchSizes> since(Batches before) {
            var sizes = new TreeMap<String, BatchSizes>();
            counted.forEach((hop, now) -> {
                BatchCount since = now.since(before.counted.getOrDefault(hop, BatchCount.NOTHING));
                if (since.batches() > 0) {
                    sizes.put(hop, since.sizes());
                }
            });
            return sizes;
        }
    }

    public Batches batches() {
        var counted = new LinkedHashMap<String, BatchCount>();
        for (String service : METERED) {
            for (Meters meters : meters(service)) {
                add(counted, service, meters, "hongbao_lane_batch_size", "kind");
                add(counted, service, meters, "hongbao_posting_batch", "group");
            }
        }
        return new Batches(counted);
    }

    private static void add(
            Map<String, BatchCount> to, String service, Meters meters, String meter, String label) {
        Map<String, Double> items = meters.sumsBy(meter + "_sum", label);
        Map<String, NavigableMap<Double, Double>> buckets = meters.bucketsBy(meter, label);
        meters.sumsBy(meter + "_count", label)
                .forEach((kind, batches) ->
                        to.merge(
                                service + " " + kind,
                                new BatchCount(
                                        batches,
                                        items.getOrDefault(kind, 0.0),
                                        buckets.getOrDefault(kind, new TreeMap<>())),
                                BatchCount::plus));
    }

    /** Heap that each JVM of the services allocated since it started. */
    public Map<String, Long> allocatedBytes() {
        var bytes = new LinkedHashMap<String, Long>();
        for (String service : METERED) {
            for (Part part : instances(service)) {
                Meters meters = Meters.of(onLoopback(part.ports().getLast()));
                bytes.put(part.name(), (long) meters.sum("hongbao_jvm_allocated_bytes_total"));
            }
        }
        return bytes;
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
            waiting.add(sum(service, "hongbao_consumer_lag"));
        }
        waiting.add(sum("ledger-consumer", "hongbao_consumer_lag"));
        return waiting.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static URI onLoopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
