package io.hongbao.gateway.cross;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;

/** The request as its service gets it. Its body was read, and may be sent twice. */
public final class ServiceRequest extends ServerHttpRequestDecorator {

    private final RouteContext routed;

    public ServiceRequest(ServerHttpRequest request, RouteContext routed) {
        super(request);
        this.routed = routed;
    }

    /** The call of an exchange: nobody between the door and us exchanges its request. */
    static RouteContext callOf(ServerWebExchange exchange) {
        return ((ServiceRequest) exchange.getRequest()).routed;
    }

    /**
     * A {@code HEAD} is asked for as a {@code GET}: whoever writes the answer leaves its body out.
     */
    @Override
    public HttpMethod getMethod() {
        return HttpMethod.valueOf(routed.call().operation().method());
    }

    @Override
    public HttpHeaders getHeaders() {
        return routed.headers();
    }

    @Override
    public Flux<DataBuffer> getBody() {
        byte[] body = routed.call().body();
        return body.length == 0
                ? Flux.empty()
                : Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
    }
}
