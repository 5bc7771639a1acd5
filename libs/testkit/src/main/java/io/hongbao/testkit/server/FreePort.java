package io.hongbao.testkit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that keep theirs over a restart. */
public final class FreePort {

    /**
     * Below the range from which Linux takes ports for outgoing connections: one of those would
     * sooner or later sit on the port of a server that is down for a moment.
     */
    private static final int MIN = 20_000;

    private static final int MAX = 32_000;
    private static final int TRIES_MAX = 1_000;
    private static final Set<Integer> GIVEN = new HashSet<>();

    private FreePort() {}

    /** A port nobody listens on, and not given before by this JVM. */
    public static synchronized int next() {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            // Chance, not a counter: other JVMs look for ports at the same time.
            int port = ThreadLocalRandom.current().nextInt(MIN, MAX);
            if (free(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port: from=" + MIN + ", to=" + MAX);
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
