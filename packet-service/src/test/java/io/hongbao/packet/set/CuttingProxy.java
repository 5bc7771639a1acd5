package io.hongbao.packet.set;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a MySQL server and cuts a connection at a commit: either the commit
 * never arrives, or it arrives and its answer never does. Understands of the protocol only how a
 * packet begins and that a commit is the query {@code commit}.
 */
public final class CuttingProxy implements AutoCloseable {

    private static final String COMMIT = "\u0003commit";
    private static final int HEADER = 4;

    private final int serverPort;
    private final ServerSocket listener;
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicInteger commitsToLose = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile Runnable atCommit = () -> {};

    public CuttingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The next {@code count} commits arrive, and their connections end without an answer. */
    public void loseAnswers(int count) {
        answersToLose.set(count);
    }

    /** The next {@code count} commits never arrive, and their connections end. */
    public void loseCommits(int count) {
        commitsToLose.set(count);
    }

    /** Before a commit is forwarded, from now on. */
    public void atCommit(Runnable action) {
        atCommit = action;
    }

    /** Connections cut so far. */
    public int cuts() {
        return cuts.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                var connection = new Connection(client, server);
                Thread.ofVirtual().start(connection::forwardRequests);
                Thread.ofVirtual().start(connection::forwardAnswers);
            } catch (IOException closedOrServerDown) {
                // The client sees a connection that ends, or none.
            }
        }
    }

    private final class Connection {

        private final Socket client;
        private final Socket server;
        private volatile boolean loseNextAnswer;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void forwardRequests() {
            try (client;
                    server) {
                InputStream from = client.getInputStream();
                OutputStream to = server.getOutputStream();
                while (true) {
                    byte[] packet = packet(from);
                    if (packet.length == 0) {
                        return;
                    }
                    if (isCommit(packet)) {
                        atCommit.run();
                        if (take(commitsToLose)) {
                            cuts.incrementAndGet();
                            return;
                        }
                        loseNextAnswer = take(answersToLose);
                    }
                    to.write(packet);
                    to.flush();
                }
            } catch (IOException ended) {
                // Both sides see it.
            }
        }

        void forwardAnswers() {
            try (client;
                    server) {
                InputStream from = server.getInputStream();
                OutputStream to = client.getOutputStream();
                byte[] buffer = new byte[65_536];
                int read;
                while ((read = from.read(buffer)) >= 0) {
                    if (loseNextAnswer) {
                        cuts.incrementAndGet();
                        return;
                    }
                    to.write(buffer, 0, read);
                    to.flush();
                }
            } catch (IOException ended) {
                // Both sides see it.
            }
        }

        /** One packet with its header; empty at the end. */
        private static byte[] packet(InputStream from) throws IOException {
            byte[] header = from.readNBytes(HEADER);
            if (header.length < HEADER) {
                return new byte[0];
            }
            int length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
            byte[] packet = Arrays.copyOf(header, HEADER + length);
            byte[] body = from.readNBytes(length);
            System.arraycopy(body, 0, packet, HEADER, body.length);
            return packet;
        }

        private static boolean isCommit(byte[] packet) {
            return packet.length == HEADER + COMMIT.length()
                    && new String(packet, HEADER, COMMIT.length(), StandardCharsets.US_ASCII)
                            .equalsIgnoreCase(COMMIT);
        }

        private static boolean take(AtomicInteger left) {
            return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
