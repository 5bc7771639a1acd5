package io.hongbao.gateway.route;

import org.springframework.web.servlet.function.ServerResponse;

/**
 * What a client gets.
 *
 * @param outcome {@code ok} or a problem's code, for metrics
 */
record Served(ServerResponse response, String outcome) {

    static Served ok(ServerResponse response) {
        return new Served(response, "ok");
    }
}
