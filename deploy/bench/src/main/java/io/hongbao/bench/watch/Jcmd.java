package io.hongbao.bench.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Tells a JVM of this machine what to do. */
public final class Jcmd {

    private Jcmd() {}

    /** Returns what it answered, complaints too. */
    public static String run(long pid, String... command) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        List<String> all =
                Stream.concat(Stream.of(jcmd, Long.toString(pid)), Stream.of(command)).toList();
        var process = new ProcessBuilder(all).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
