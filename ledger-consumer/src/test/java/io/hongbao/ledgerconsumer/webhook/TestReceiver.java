package io.hongbao.ledgerconsumer.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A product, written from docs/WEBHOOK.md alone: it knows nothing of our classes. */
public final class TestReceiver implements AutoCloseable {

    /** What the product does with an event. */
    public enum Reaction {
        TAKES,
        FAILS,
        REDIRECTS,
        NEVER_ANSWERS,
        NEVER_ENDS_ITS_ANSWER
    }

    /** An event that came, however it was answered. */
    public record Received(JsonNode event, long timestamp, String keyId) {

        public String id() {
            return event.path("eventId").asString("");
        }
    }

    private final byte[] secret;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Received> taken = new CopyOnWriteArrayList<>();
    private final List<String> forged = new CopyOnWriteArrayList<>();
    private volatile Function<JsonNode, Reaction> reacts = _ -> Reaction.TAKES;

    public TestReceiver(byte[] secret) {
        this.secret = secret.clone();
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/hook", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    public void reacts(Function<JsonNode, Reaction> other) {
        reacts = other;
    }

    public void reacts(Reaction always) {
        reacts = _ -> always;
    }

    /** All that came with a right signature, in the order in which it came. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** Those that were answered 2xx. */
    public List<Received> taken() {
        return List.copyOf(taken);
    }

    /** Bodies with a wrong signature. */
    public List<String> forged() {
        return List.copyOf(forged);
    }

    private void handle(HttpExchange call) throws IOException {
        byte[] body = call.getRequestBody().readAllBytes();
        String timestamp = String.valueOf(call.getRequestHeaders().getFirst("Hongbao-Timestamp"));
        String signature = String.valueOf(call.getRequestHeaders().getFirst("Hongbao-Signature"));
        if (!MessageDigest.isEqual(
                signature.getBytes(UTF_8), sign(secret, timestamp, body).getBytes(UTF_8))) {
            forged.add(new String(body, UTF_8));
            answer(call, 401);
            return;
        }
        var event =
                new Received(
                        JsonMapper.shared().readTree(body),
                        Long.parseLong(timestamp),
                        String.valueOf(call.getRequestHeaders().getFirst("Hongbao-Key")));
        received.add(event);
        switch (reacts.apply(event.event())) {
            case TAKES -> {
                taken.add(event);
                answer(call, 204);
            }
            case FAILS -> answer(call, 500);
            case REDIRECTS -> {
                call.getResponseHeaders().set("Location", url().toString());
                answer(call, 307);
            }
            case NEVER_ANSWERS -> await();
            case NEVER_ENDS_ITS_ANSWER -> {
                call.sendResponseHeaders(200, 0);
                call.getResponseBody().write(1);
                call.getResponseBody().flush();
                await();
            }
        }
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange call, int code) throws IOException {
        call.sendResponseHeaders(code, -1);
        call.close();
    }

    static String sign(byte[] secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(UTF_8));
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        executor.close();
    }
}
