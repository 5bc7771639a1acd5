package io.hongbao.local.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The checkout around us, and the programs that were built in it. */
public final class Project {

    private static final String MARK = "deploy/local/pom.xml";

    private Project() {}

    /** The checkout in which this JVM was started, in any of its directories. */
    public static Path find() {
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(MARK))) {
                return at;
            }
        }
        throw new IllegalStateException("must be started inside the checkout: " + start);
    }

    /** The program of a module, as one jar that runs alone. */
    public static Path program(Path project, String module) {
        Path target = project.resolve(module).resolve("target");
        String form = "hongbao-" + module + "-*-exec.jar";
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            List<Path> found =
                    files.filter(file ->
                                    file.getFileSystem()
                                            .getPathMatcher("glob:" + form)
                                            .matches(file.getFileName()))
                            .toList();
            if (found.size() == 1) {
                return found.getFirst();
            }
            throw new StartException(
                    String.format(
                            Locale.ROOT,
                            "must be one built program: %s/target/%s, found=%d; build with: mvn package",
                            module,
                            form,
                            found.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
