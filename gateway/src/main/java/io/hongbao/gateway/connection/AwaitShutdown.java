package io.hongbao.gateway.connection;

import org.springframework.boot.web.server.GracefulShutdownCallback;
import org.springframework.boot.web.server.WebServer;

/**
 * A server that tells of its graceful shutdown once the thread that did it has ended. Netty's of
 * Spring Boot 4.1.1 tells a moment earlier, and a stop that comes within this moment waits for ever
 * ({@code GracefulShutdown.abort}).
 */
record AwaitShutdown(WebServer server) implements WebServer {

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void shutDownGracefully(GracefulShutdownCallback callback) {
        Thread caller = Thread.currentThread();
        server.shutDownGracefully(result -> {
            Thread shutdown = Thread.currentThread();
            if (shutdown.equals(caller)) {
                callback.shutdownComplete(result);
                return;
            }
            var _ =
                    Thread.ofVirtual()
                            .name("await-shutdown")
                            .start(() -> {
                                try {
                                    shutdown.join();
                                } catch (InterruptedException nobodyDoes) {
                                    Thread.currentThread().interrupt();
                                }
                                callback.shutdownComplete(result);
                            });
        });
    }

    @Override
    public int getPort() {
        return server.getPort();
    }

    @Override
    public void destroy() {
        server.destroy();
    }
}
