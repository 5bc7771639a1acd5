package io.hongbao.bench.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;

/** What weighs most, in percent of everything. */
final class TopList {

    private static final int LINES_MAX = 30;

    private final String title;
    private final Map<String, Long> weights = new HashMap<>();

    TopList(String title) {
        this.title = title;
    }

    void add(String name, long weight) {
        weights.merge(name, weight, Long::sum);
    }

    /** The title with the sum, and the largest. */
    List<String> lines() {
        long sum = weights.values().stream().mapToLong(Long::longValue).sum();
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, "%s: %,d", title, sum));
        weights.entrySet().stream()
                .sorted(
                        Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Entry.comparingByKey()))
                .limit(LINES_MAX)
                .map(entry ->
                        String.format(
                                Locale.ROOT,
                                "%6.1f %%  %s",
                                100.0 * entry.getValue() / sum,
                                entry.getKey()))
                .forEach(lines::add);
        return lines;
    }
}
