package io.hongbao.bench.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Answers every call after a pause; after some calls it stalls once. */
final class SlowServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger calls = new AtomicInteger();
    private final int stallAt;
    private final Duration stall;
    private final int status;

    SlowServer(int stallAt, Duration stall, int status) {
        this.stallAt = stallAt;
        this.stall = stall;
        this.status = status;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private void answer(HttpExchange call) throws IOException {
        if (calls.incrementAndGet() == stallAt) {
            LockSupport.parkNanos(stall.toNanos());
        }
        byte[] body = "{\"amountFen\":7}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        if (status != 200) {
            call.getResponseHeaders().set("Connection", "close");
        }
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    int calls() {
        return calls.get();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
