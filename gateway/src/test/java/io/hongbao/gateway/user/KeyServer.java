package io.hongbao.gateway.user;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes keys, as who makes the tokens does; on its bad days it does something else. */
final class KeyServer implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Answer answer = exchange -> exchange.sendResponseHeaders(503, -1);

    /** What is done with a request. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    KeyServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/keys",
                exchange -> {
                    asked.incrementAndGet();
                    answer.to(exchange);
                    exchange.close();
                });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    }

    int asked() {
        return asked.get();
    }

    void publishes(JWK... keys) {
        says(200, new JWKSet(List.of(keys)).toPublicJWKSet().toString());
    }

    void says(int code, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        answer =
                exchange -> {
                    exchange.sendResponseHeaders(code, body.length);
                    exchange.getResponseBody().write(body);
                };
    }

    void isDown() {
        says(503, "");
    }

    /** Begins to answer, and does not go on. */
    void hangs() {
        answer =
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    await(closed);
                };
    }

    /** Answers as now, but not before. */
    void waitsFor(CountDownLatch before) {
        Answer now = answer;
        answer =
                exchange -> {
                    await(before);
                    now.to(exchange);
                };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
