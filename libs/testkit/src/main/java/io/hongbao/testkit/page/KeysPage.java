package io.hongbao.testkit.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongbao.testkit.cases.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The table of docs/KEYS.md: which keys each service holds. */
public final class KeysPage {

    private static final String FIRST = "| key |";
    private static final String KEYS = "hongbao.keys.";

    /** In parentheses it is held for something that is off by default. */
    private static final Set<String> MARKS = Set.of("+", "x");

    /** Keys that are named by the day from which they hold; the others are rings. */
    private static final Set<String> BY_DAY = Set.of(KEYS + "link", KEYS + "seed");

    private static final List<String> ALONE =
            List.of(
                    "--server.port=0",
                    "--management.server.port=0",
                    "--hongbao.serving.leave-wait=0s",
                    "--spring.kafka.bootstrap-servers=127.0.0.1:1");

    private KeysPage() {}

    /** Those of {@code hongbao.keys} that a service holds: names, and settings that make a key. */
    static Map<String, List<String>> of(String service) {
        try {
            return of(service, Files.readString(Checkout.file("docs/KEYS.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, List<String>> of(String service, String page) {
        List<String> head =
                page.lines()
                        .filter(line -> line.startsWith(FIRST))
                        .map(KeysPage::cells)
                        .findFirst()
                        .orElseThrow();
        int column = head.indexOf(service);
        if (column < 0) {
            throw new IllegalArgumentException("must be a column of the table: " + service);
        }
        var keys = new LinkedHashMap<String, List<String>>();
        page.lines()
                .filter(line -> line.startsWith("| `" + KEYS))
                .map(KeysPage::cells)
                .filter(row -> MARKS.contains(row.get(column)))
                .map(row -> row.getFirst().replace("`", ""))
                .forEach(key -> keys.put(key, settings(key)));
        return keys;
    }

    /**
     * As {@link #check(String, Function)}, of a service with these settings too, on free ports and
     * without Kafka.
     *
     * @param start gets settings as on a command line
     */
    public static void check(
            String service, List<String> settings, Function<String[], AutoCloseable> start) {
        check(
                service,
                keys ->
                        start.apply(
                                Stream.of(ALONE, settings, keys)
                                        .flatMap(List::stream)
                                        .toArray(String[]::new)));
    }

    /**
     * Starts a service with the keys of its column alone, and again without each of them. Throws
     * {@link AssertionError} when that does not fail with a message that names the key.
     *
     * @param start gets settings of keys, as on a command line
     */
    public static void check(String service, Function<List<String>, AutoCloseable> start) {
        Map<String, List<String>> keys = of(service);
        requireStart(start, without("", keys));
        keys.keySet().forEach(key -> requireRefusal(start, key, without(key, keys)));
    }

    private static void requireStart(
            Function<List<String>, AutoCloseable> start, List<String> settings) {
        try {
            start.apply(settings).close();
        } catch (Exception e) {
            throw new AssertionError("must start with the keys of its column", e);
        }
    }

    private static void requireRefusal(
            Function<List<String>, AutoCloseable> start, String key, List<String> settings) {
        try (AutoCloseable started = start.apply(settings)) {
            throw new AssertionError("must not start without " + key + ": " + started);
        } catch (Exception e) {
            if (causes(e)
                    .noneMatch(cause ->
                            String.valueOf(cause.getMessage()).contains("must be set: " + key))) {
                throw new AssertionError("must name what is missing: " + key, e);
            }
        }
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    static List<String> without(String key, Map<String, List<String>> keys) {
        return keys.entrySet().stream()
                .filter(each -> !each.getKey().equals(key))
                .flatMap(each -> each.getValue().stream())
                .toList();
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.split("\\|", -1)).skip(1).map(String::strip).toList();
    }

    private static List<String> settings(String key) {
        String secret = Base64.getEncoder().encodeToString((key + "-".repeat(32)).getBytes(UTF_8));
        return BY_DAY.contains(key)
                ? List.of("--" + key + ".[20260101]=" + secret)
                : List.of("--" + key + ".active=k", "--" + key + ".keys.k=" + secret);
    }
}
