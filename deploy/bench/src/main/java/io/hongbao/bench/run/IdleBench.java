package io.hongbao.bench.run;

import io.hongbao.bench.watch.ProcessMemory;
import io.hongbao.local.part.Part;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.servers.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much memory of the gateway an idle connection takes, and whether all of them still serve. */
public final class IdleBench {

    /** Connections from one address of ours: fewer than it has ports. */
    private static final int PER_ADDRESS = 20_000;

    private static final int ADDRESSES_MAX = 250;
    private static final int ANSWER_MILLIS_MAX = 10_000;

    /** Needs no user, and an answer of the gateway alone. */
    private static final byte[] CALL =
            "GET /v1/nothing HTTP/1.1\r\nHost: bench\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final LocalSuite suite;
    private final int connections;

    public IdleBench(LocalSuite suite, int connections) {
        if (connections < 1 || connections > PER_ADDRESS * ADDRESSES_MAX) {
            throw new IllegalArgumentException(
                    "must be 1 to "
                            + PER_ADDRESS * ADDRESSES_MAX
                            + ": --connections="
                            + connections);
        }
        this.suite = suite;
        this.connections = connections;
    }

    /** Lines for people; throws when not all connections can be opened, or one does not serve. */
    public List<String> run() {
        Part gateway = suite.part("gateway");
        ChildProcess process =
                gateway.running()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "the suite is down; first: deploy/hongbao up"));
        var address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.ports().getFirst());
        var sockets = new ArrayList<Socket>(connections);
        try {
            call(connect(sockets, address));
            ProcessMemory before = ProcessMemory.of(process.pid());
            while (sockets.size() <= connections) {
                call(connect(sockets, address));
            }
            ProcessMemory idle = ProcessMemory.of(process.pid());
            for (Socket socket : sockets) {
                call(socket);
            }
            return List.of(
                    line("idle connections, all of which served a call afterwards", connections),
                    line(
                            "heap that each takes, bytes",
                            each(idle.heapBytes() - before.heapBytes())),
                    line(
                            "resident memory that each takes, bytes",
                            each(idle.residentBytes() - before.residentBytes())));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "must be as many as both processes may have open files (ulimit -n): connections="
                            + sockets.size(),
                    e);
        } finally {
            sockets.forEach(IdleBench::close);
        }
    }

    private long each(long bytes) {
        return bytes / connections;
    }

    private static String line(String what, long value) {
        return String.format(Locale.ROOT, "%-56s %,12d", what, value);
    }

    private static Socket connect(List<Socket> sockets, InetSocketAddress to) throws IOException {
        var socket = new Socket();
        int host = 1 + sockets.size() / PER_ADDRESS;
        sockets.add(socket);
        socket.setSoTimeout(ANSWER_MILLIS_MAX);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.1." + host), 0));
        socket.connect(to, ANSWER_MILLIS_MAX);
        return socket;
    }

    /** Returns when the whole answer is there: it ends with the bracket of its JSON. */
    private static void call(Socket socket) throws IOException {
        socket.getOutputStream().write(CALL);
        int read;
        do {
            read = socket.getInputStream().read();
            if (read < 0) {
                throw new IOException("the gateway closed the connection");
            }
        } while (read != '}');
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // The other side closed it first.
        }
    }
}
