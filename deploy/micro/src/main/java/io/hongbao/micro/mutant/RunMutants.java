package io.hongbao.micro.mutant;

import io.hongbao.micro.mutant.Scratch.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Puts each mutant into a copy of the project, runs the tests that have to notice it, and tells
 * which were killed and which survived. Runs from its source, in the project's root:
 *
 * <pre>java deploy/micro/src/main/java/io/hongbao/micro/mutant/RunMutants.java [name or class]…
 * </pre>
 *
 * <p>Ends with 1 when one survived. A mutant that no longer applies, does not compile or has no
 * tests to run ends it at once, and so do tests that fail without any mutant.
 */
final class RunMutants {

    private static final Path LISTS = Path.of("deploy/micro/mutants");
    private static final Path SCRATCH = Path.of("target/mutants");

    /** Another Maven, or more arguments to it. */
    private static final String MAVEN = "MAVEN";

    private RunMutants() {}

    public static void main(String... wanted) throws Exception {
        Path project = Path.of("").toAbsolutePath();
        var mutants = new LinkedHashMap<Mutant, Path>();
        for (Mutant mutant : read(project.resolve(LISTS))) {
            if (wanted.length == 0
                    || Arrays.stream(wanted)
                            .anyMatch(part -> (mutant.name() + mutant.type()).contains(part))) {
                mutants.put(mutant, check(project, mutant));
            }
        }
        var maven = List.of(System.getenv().getOrDefault(MAVEN, "mvn").split(" "));
        var scratch =
                Scratch.copy(
                        project, project.resolve(SCRATCH), maven, new TreeSet<>(mutants.values()));
        requireGreen(scratch, mutants);
        System.exit(runAll(scratch, mutants) ? 0 : 1);
    }

    private static List<Mutant> read(Path lists) throws IOException {
        var mutants = new ArrayList<Mutant>();
        try (Stream<Path> all = Files.list(lists)) {
            for (Path list :
                    all.filter(each -> each.toString().endsWith(".txt")).sorted().toList()) {
                mutants.addAll(Mutant.read(list));
            }
        }
        return mutants;
    }

    /** Before anything is built: it applies. The class's module. */
    private static Path check(Path project, Mutant mutant) throws IOException {
        Path file = mutant.file(project);
        String _ = mutant.applyTo(Files.readString(file));
        String path = project.relativize(file).toString();
        return Path.of(path.substring(0, path.indexOf("/src/main/java/")));
    }

    private static void requireGreen(Scratch scratch, Map<Mutant, Path> mutants)
            throws IOException, InterruptedException {
        for (Path module : new TreeSet<>(mutants.values())) {
            var tests = new TreeSet<String>();
            mutants.forEach((mutant, of) -> {
                if (of.equals(module) && mutant.equivalent().isEmpty()) {
                    tests.addAll(List.of(mutant.tests().split(",")));
                }
            });
            if (!tests.isEmpty()
                    && scratch.test(module, String.join(",", tests)) != Verdict.GREEN) {
                throw new IllegalStateException("must be green without any mutant: " + module);
            }
        }
    }

    private static boolean runAll(Scratch scratch, Map<Mutant, Path> mutants) throws Exception {
        int killed = 0;
        int equivalent = 0;
        for (var each : mutants.entrySet()) {
            Mutant mutant = each.getKey();
            if (!mutant.equivalent().isEmpty()) {
                equivalent++;
                tell("equivalent", mutant);
                continue;
            }
            Verdict verdict;
            try (AutoCloseable _ = scratch.exchange(each.getValue(), mutant)) {
                verdict = scratch.test(each.getValue(), mutant.tests());
            }
            killed += verdict == Verdict.GREEN ? 0 : 1;
            tell(verdict == Verdict.GREEN ? "SURVIVED" : "killed", mutant);
        }
        int survived = mutants.size() - killed - equivalent;
        System.out.printf(
                "%d mutants: %d killed, %d survived, %d equivalent%n",
                mutants.size(), killed, survived, equivalent);
        return survived == 0;
    }

    private static void tell(String verdict, Mutant mutant) {
        System.out.printf("%-10s %s (%s)%n", verdict, mutant.name(), mutant.type());
    }
}
