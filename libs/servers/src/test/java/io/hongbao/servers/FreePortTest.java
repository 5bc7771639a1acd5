package io.hongbao.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreePortTest {

    private static final int PORTS = 2_000;

    /** Of 12,000 ports, two who do not ask each other would have hundreds in common. */
    @Test
    void two_builds_at_once_are_never_given_the_same_port() throws Exception {
        Process other = otherBuild();
        try {
            Set<Integer> ours = new HashSet<>(ports());
            List<Integer> theirs =
                    Arrays.stream(other.inputReader().readLine().split(" "))
                            .map(Integer::valueOf)
                            .toList();

            assertThat(ours).hasSize(PORTS);
            assertThat(theirs).hasSize(PORTS).doesNotContainAnyElementsOf(ours);
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    private static Process otherBuild() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherBuild.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<Integer> ports() {
        return Stream.generate(FreePort::next).limit(PORTS).toList();
    }

    /** Takes its ports, says which, and keeps them until it is ended. */
    static final class OtherBuild {

        private OtherBuild() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(String.join(" ", ports().stream().map(String::valueOf).toList()));
            System.out.flush();
            // Nobody writes; ends with the test's JVM at the latest.
            var _ = System.in.read();
        }
    }
}
