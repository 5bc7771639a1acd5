package io.hongbao.calls.combine;

import com.sun.net.httpserver.HttpServer;
import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.call.CombinedAnswers.Answer;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.routing.Instance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** A real instance whose answers a test decides. */
final class TestInstance implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    final Instance instance;

    /** What came in. */
    final List<CombinedCalls> calls = new CopyOnWriteArrayList<>();

    /** Nothing is answered before. */
    volatile CountDownLatch gate = new CountDownLatch(0);

    private final HttpServer server;

    TestInstance(Function<CombinedCalls.Item, Answer> answer) throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    CombinedCalls call =
                            JSON.readValue(
                                    exchange.getRequestBody().readAllBytes(), CombinedCalls.class);
                    calls.add(call);
                    await(gate);
                    byte[] body =
                            JSON.writeValueAsBytes(
                                    new CombinedAnswers(
                                            call.items().stream().map(answer).toList()));
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        instance = new Instance("http://127.0.0.1:" + server.getAddress().getPort(), "a");
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        gate.countDown();
        server.stop(0);
    }
}
