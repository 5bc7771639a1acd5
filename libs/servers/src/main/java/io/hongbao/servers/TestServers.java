package io.hongbao.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the shared servers of a test JVM have in common. */
final class TestServers {

    private TestServers() {}

    static boolean inContainers() {
        return "containers".equals(System.getProperty("infra"));
    }

    static Path directory() {
        try {
            return Files.createTempDirectory("hongbao-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a shared server wrote goes away with this JVM. */
    static void endWithThisJvm(Runnable kill, Path directory) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            kill.run();
                            ServerCache.deleteTree(directory);
                        }));
    }
}
