package io.hongbao.bench.yardstick;

import io.hongbao.bench.load.Operation;
import io.hongbao.bench.load.Verdict;
import io.hongbao.bench.load.Work;
import io.hongbao.servers.ChildProcess;
import io.hongbao.servers.FreePort;
import io.netty.buffer.ByteBuf;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The process of {@link HelloMain}, and the calls to it. */
public final class HelloServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int OK = 200;

    /** What else is on our class path would be wired up by Boot, or weigh on its start. */
    private static final List<String> JARS =
            List.of(
                    "spring-",
                    "tomcat-",
                    "jackson-",
                    "jakarta.",
                    "micrometer-",
                    "logback-",
                    "slf4j-",
                    "log4j-",
                    "jul-to-",
                    "commons-logging",
                    "snakeyaml",
                    "jspecify",
                    "hongbao-bench");

    private static final byte[] CALL =
            ("GET " + HelloMain.PATH + " HTTP/1.1\r\nHost: bench\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);

    private final ChildProcess process;
    private final URI address;

    private HelloServer(ChildProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it with the flags of a service's JVM and returns when it answers. */
    public static HelloServer start(List<String> jvmFlags, Path log) {
        int port = FreePort.next();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.addAll(
                List.of(
                        "-cp",
                        classPath(),
                        HelloMain.class.getName(),
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        // Else connections are closed and made anew after 100 calls.
                        "--server.tomcat.max-keep-alive-requests=-1",
                        "--spring.threads.virtual.enabled=true",
                        "--spring.main.banner-mode=off"));
        ChildProcess process =
                ChildProcess.start(
                        new ChildProcess.Program(
                                "hello", command, Map.of(), log, Optional.empty()));
        var server = new HelloServer(process, URI.create("http://127.0.0.1:" + port));
        server.waitUntilItAnswers();
        return server;
    }

    private static String classPath() {
        String all = System.getProperty("java.class.path");
        String needed =
                Arrays.stream(all.split(File.pathSeparator, -1))
                        .filter(HelloServer::needed)
                        .collect(Collectors.joining(File.pathSeparator));
        // A test's class path is one jar that names the others.
        return needed.isEmpty() ? all : needed;
    }

    private static boolean needed(String entry) {
        String name = Path.of(entry).getFileName().toString();
        return JARS.stream().anyMatch(name::startsWith) || name.equals("classes");
    }

    private void waitUntilItAnswers() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers()) {
            if (!process.alive() || System.nanoTime() > deadline) {
                List<String> lines = process.lastLines(20);
                close();
                throw new IllegalStateException(
                        "hello does not answer:\n" + String.join("\n", lines));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private boolean answers() {
        try {
            var call = (HttpURLConnection) address.resolve(HelloMain.PATH).toURL().openConnection();
            return call.getResponseCode() == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    public URI address() {
        return address;
    }

    public long pid() {
        return process.pid();
    }

    /** One call after the other, for ever. */
    public static Work calls() {
        var hello =
                new Operation() {
                    @Override
                    public void write(ByteBuf out) {
                        out.writeBytes(CALL);
                    }

                    @Override
                    public Verdict answered(int status, ByteBuf body) {
                        return Verdict.of(status, OK);
                    }
                };
        return () -> hello;
    }

    @Override
    public void close() {
        process.stop(STOP_PATIENCE);
    }
}
