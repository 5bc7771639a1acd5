package io.hongbao.gateway.connection;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.http.server.reactive.HttpHandler;

/**
 * Of servers that shut down for certain. Spring Boot makes the management port's by the class of
 * the main one, so that class is all that both have in common.
 */
final class ServerFactory extends NettyReactiveWebServerFactory {

    @Override
    public WebServer getWebServer(HttpHandler handler) {
        return new AwaitShutdown(super.getWebServer(handler));
    }
}
