package io.hongbao.bench.watch;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a service's meters say, by line of the Prometheus text. */
public record Meters(Map<String, Double> values) {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Pattern BOUND = labelled("le");

    /** A service that does not answer says nothing. */
    public static Meters of(URI management) {
        try {
            var call =
                    (HttpURLConnection)
                            management.resolve("/actuator/prometheus").toURL().openConnection();
            call.setConnectTimeout(Math.toIntExact(LIMIT.toMillis()));
            call.setReadTimeout(Math.toIntExact(LIMIT.toMillis()));
            try (InputStream text = call.getInputStream()) {
                return parse(new String(text.readAllBytes(), StandardCharsets.UTF_8).lines());
            }
        } catch (IOException silent) {
            return new Meters(Map.of());
        }
    }

    static Meters parse(Stream<String> lines) {
        var values = new HashMap<String, Double>();
        lines.filter(line -> line.startsWith("hongbao_"))
                .forEach(line -> {
                    int end = line.lastIndexOf(' ');
                    values.put(line.substring(0, end), value(line.substring(end + 1)));
                });
        return new Meters(values);
    }

    /** Prometheus writes infinity as Java does not read it. */
    private static double value(String text) {
        return Double.parseDouble(text.replace("Inf", "Infinity"));
    }

    /** The sum of all lines of this name that have all these labels, like {@code kind="open"}. */
    public double sum(String name, String... labels) {
        return values.entrySet().stream()
                .filter(entry -> isOf(entry.getKey(), name, List.of(labels)))
                .mapToDouble(Entry::getValue)
                .sum();
    }

    /** The same, for each value of one label. */
    public Map<String, Double> sumsBy(String name, String label) {
        Pattern pattern = labelled(label);
        var sums = new TreeMap<String, Double>();
        values.forEach((line, value) -> {
            if (isOf(line, name, List.of())) {
                Matcher matcher = pattern.matcher(line);
                if (matcher.find()) {
                    sums.merge(matcher.group(1), value, Double::sum);
                }
            }
        });
        return sums;
    }

    /** For each value of one label, how many values were at most so much; summed likewise. */
    Map<String, NavigableMap<Double, Double>> bucketsBy(String name, String label) {
        Pattern pattern = labelled(label);
        var buckets = new TreeMap<String, NavigableMap<Double, Double>>();
        values.forEach((line, value) -> {
            if (isOf(line, name + "_bucket", List.of())) {
                Matcher by = pattern.matcher(line);
                Matcher bound = BOUND.matcher(line);
                if (by.find() && bound.find()) {
                    buckets.computeIfAbsent(by.group(1), _ -> new TreeMap<>())
                            .merge(value(bound.group(1)), value, Double::sum);
                }
            }
        });
        return buckets;
    }

    private static Pattern labelled(String label) {
        return Pattern.compile("[{,]" + Pattern.quote(label) + "=\"([^\"]*)\"");
    }

    private static boolean isOf(String line, String name, List<String> labels) {
        return line.startsWith(name)
                && (line.length() == name.length() || line.charAt(name.length()) == '{')
                && labels.stream().allMatch(line::contains);
    }
}
