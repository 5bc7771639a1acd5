package io.hongbao.bench.watch;

import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How large the batches of one hop were.
 *
 * @param batches how many there were
 * @param mean exact
 * @param p50 half of the batches had at most so many: the upper bound of a bucket; 0 when the
 *     service tells no buckets
 * @param p99 likewise
 */
public record BatchSizes(long batches, double mean, double p50, double p99) {

    /**
     * What a service says of one hop since it started.
     *
     * @param buckets how many batches had at most so many items
     */
    record BatchCount(double batches, double items, NavigableMap<Double, Double> buckets) {

        static final BatchCount NOTHING = new BatchCount(0, 0, new TreeMap<>());

        BatchCount plus(BatchCount other) {
            var sums = new TreeMap<>(buckets);
            other.buckets.forEach((most, count) -> sums.merge(most, count, Double::sum));
            return new BatchCount(batches + other.batches, items + other.items, sums);
        }

        BatchCount since(BatchCount before) {
            var since = new TreeMap<Double, Double>();
            buckets.forEach((most, count) ->
                    since.put(most, count - before.buckets.getOrDefault(most, 0.0)));
            return new BatchCount(batches - before.batches, items - before.items, since);
        }

        BatchSizes sizes() {
            return new BatchSizes(Math.round(batches), items / batches, atMost(0.5), atMost(0.99));
        }

        /** The smallest bound that this part of the batches does not exceed. */
        private double atMost(double part) {
            double most = 0;
            for (Entry<Double, Double> bucket : buckets.entrySet()) {
                if (!Double.isInfinite(bucket.getKey())) {
                    most = bucket.getKey();
                }
                if (bucket.getValue() >= part * batches) {
                    return most;
                }
            }
            return most;
        }
    }
}
