package io.hongbao.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.testkit.cases.Eventually;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.GracefulShutdownCallback;
import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.server.WebServer;

final class AwaitShutdownTest {

    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final CompletableFuture<GracefulShutdownResult> heard = new CompletableFuture<>();

    /** Tells, and goes on for a moment. */
    private final class ToldEarly implements WebServer {

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public int getPort() {
            return 0;
        }

        @Override
        public void shutDownGracefully(GracefulShutdownCallback callback) {
            var _ =
                    Thread.ofPlatform()
                            .start(() -> {
                                callback.shutdownComplete(GracefulShutdownResult.IDLE);
                                told.countDown();
                                try {
                                    mayEnd.await();
                                } catch (InterruptedException nobodyDoes) {
                                    Thread.currentThread().interrupt();
                                }
                            });
        }
    }

    @Test
    void a_shutdown_is_complete_when_its_thread_has_ended() throws Exception {
        new AwaitShutdown(new ToldEarly()).shutDownGracefully(heard::complete);

        told.await();
        assertThat(heard).isNotDone();
        mayEnd.countDown();
        Eventually.isTrue("told", Duration.ofSeconds(30), heard::isDone);
        assertThat(heard).isCompletedWithValue(GracefulShutdownResult.IDLE);
    }
}
