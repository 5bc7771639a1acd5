package io.hongbao.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Ports for servers that keep theirs over a restart. */
public final class FreePort {

    /**
     * Below the range from which Linux takes ports for outgoing connections: one of those would
     * sooner or later sit on the port of a server that is down for a moment.
     */
    private static final int MIN = 20_000;

    private static final int MAX = 32_000;
    private static final int TRIES_MAX = 1_000;

    /** A sequence of its own for each process: other JVMs look for ports at the same time. */
    private static final SplittableRandom PORTS =
            new SplittableRandom(ProcessHandle.current().pid() ^ System.nanoTime());

    /**
     * What this JVM was given. The lock on its byte of a file keeps a port ours from now until this
     * JVM ends, also while its server is not started yet, or is down for a moment: another build
     * beside us would find it free.
     */
    private static final Map<Integer, FileLock> GIVEN = new HashMap<>();

    private FreePort() {}

    /** A port nobody listens on, and not given before by this JVM, or to one that still runs. */
    public static synchronized int next() {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            int port = PORTS.nextInt(MIN, MAX);
            if (!GIVEN.containsKey(port) && free(port) && reserved(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port: from=" + MIN + ", to=" + MAX);
    }

    private static boolean reserved(int port) {
        try {
            FileLock lock = Reservations.FILE.tryLock(port, 1, false);
            if (lock == null) {
                return false;
            }
            GIVEN.put(port, lock);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("port cannot be reserved: port=" + port, e);
        }
    }

    /** Opened by the first who needs a port. Never closed: that would give all ports back. */
    private static final class Reservations {

        private static final FileChannel FILE = open();

        private static FileChannel open() {
            Path directory = ServerCache.ofThisUser().path();
            try {
                Files.createDirectories(directory);
                return FileChannel.open(
                        directory.resolve("ports"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new UncheckedIOException("no file for ports in " + directory, e);
            }
        }
    }

    /** Whether a server could listen on it now. */
    public static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    static void mustBeFree(String name, int port) {
        if (!free(port)) {
            throw new IllegalStateException("port must be free: port=" + port + ", for=" + name);
        }
    }
}
