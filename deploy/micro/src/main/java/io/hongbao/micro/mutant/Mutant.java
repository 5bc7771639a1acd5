package io.hongbao.micro.mutant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One plausible bug: a text of one class that is replaced by another. White space does not count,
 * so that it survives moves and reformatting; a text that is not found exactly once is an error.
 *
 * @param type the end of the path of the class, as {@code store/OrderUpdate}
 * @param tests of the same module, as {@code -Dtest} takes them; empty when equivalent
 * @param equivalent why no test can notice it; empty when one has to
 */
record Mutant(String name, String type, String tests, String equivalent, String from, String to) {

    private static final String NAME = "mutant";

    /** Reads a list: see {@code deploy/micro/mutants/README.md}. */
    static List<Mutant> read(Path list) throws IOException {
        var mutants = new ArrayList<Mutant>();
        var fields = new TreeMap<String, String>();
        for (String line : Files.readAllLines(list)) {
            if (line.startsWith("- ") || line.startsWith("+ ")) {
                fields.merge(line.substring(0, 1), line.substring(2), (a, b) -> a + "\n" + b);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int colon = line.indexOf(": ");
                if (colon < 0) {
                    throw new IllegalArgumentException("must be a field: " + line);
                }
                if (line.startsWith(NAME) && !fields.isEmpty()) {
                    mutants.add(of(fields));
                    fields.clear();
                }
                fields.put(line.substring(0, colon), line.substring(colon + 2).strip());
            }
        }
        mutants.add(of(fields));
        return mutants;
    }

    private static Mutant of(Map<String, String> fields) {
        String name = fields.getOrDefault(NAME, "");
        String tests = fields.getOrDefault("tests", "");
        String equivalent = fields.getOrDefault("equivalent", "");
        if (name.isEmpty()
                || !fields.keySet().containsAll(List.of("class", "-"))
                || tests.isEmpty() == equivalent.isEmpty()) {
            throw new IllegalArgumentException(
                    "must have mutant, class, a text, and either tests or equivalent: " + fields);
        }
        return new Mutant(
                name,
                fields.getOrDefault("class", ""),
                tests,
                equivalent,
                fields.getOrDefault("-", ""),
                fields.getOrDefault("+", ""));
    }

    /** The class's file in a copy of the project. */
    Path file(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            List<Path> found =
                    all.filter(path -> path.endsWith(type + ".java"))
                            .filter(path -> isMain(tree.relativize(path).toString()))
                            .toList();
            if (found.size() != 1) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "must be one class: mutant=%s class=%s found=%s",
                                name,
                                type,
                                found));
            }
            return found.getFirst();
        }
    }

    /** Not below {@code target}, where copies are. */
    private static boolean isMain(String path) {
        return path.contains("/src/main/java/") && !path.contains("target/");
    }

    /** The class's text with the bug in it. */
    String applyTo(String source) {
        String pattern =
                Arrays.stream(from.strip().split("\\s+"))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("\\s+"));
        Matcher matcher = Pattern.compile(pattern).matcher(source);
        List<MatchResult> found = matcher.results().toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "must apply once, mend the list: mutant=%s class=%s times=%d",
                            name,
                            type,
                            found.size()));
        }
        MatchResult place = found.getFirst();
        return source.substring(0, place.start()) + to + source.substring(place.end());
    }
}
