package io.hongbao.packet.canary;

import java.net.http.HttpClient;

/** Breaks the rule that only listed packages connect. */
final class AsksSomebody {

    private final HttpClient client;

    AsksSomebody(HttpClient client) {
        this.client = client;
    }

    HttpClient client() {
        return client;
    }
}
