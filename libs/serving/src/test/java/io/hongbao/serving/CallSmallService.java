package io.hongbao.serving;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.serving.key.KeySettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Calls a small service as the gateway does. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=packet-service",
            "spring.profiles.active=local",
            "spring.config.import=classpath:hongbao-local.yaml",
            "hongbao.serving.body-max=4KB"
        })
abstract class CallSmallService {

    static final UserId LI = new UserId(1001);
    static final OrderNumber PACKET =
            OrderNumber.of(LocalDate.of(2026, 11, 21), 7, new SetId(1), 3);
    static final OrderNumber OTHER_PACKET =
            OrderNumber.of(LocalDate.of(2026, 11, 21), 8, new SetId(1), 3);
    static final String GOOD = "{\"count\":3,\"word\":\"x\",\"numbers\":[1]}";

    final HttpClient http = HttpClient.newHttpClient();
    final Tickets gateway;
    final Clock clock;
    final int port;

    CallSmallService(
            @Autowired KeySettings keys, @Autowired Clock clock, @LocalServerPort int port) {
        gateway = new Tickets(ServiceName.GATEWAY, keys.ticketRings());
        this.clock = clock;
        this.port = port;
    }

    String ticket(Operation operation, @Nullable OrderNumber packet) {
        return sign(Ticket.of(operation, LI, packet, RequestDigest.NONE, clock.instant()));
    }

    String wrapTicket(String body) {
        return wrapTicket(body.getBytes(StandardCharsets.UTF_8));
    }

    String wrapTicket(byte[] body) {
        String digest = RequestDigest.of("POST", "/things", null, body);
        return sign(Ticket.of(Operation.WRAP, LI, null, digest, clock.instant()));
    }

    String sign(Ticket ticket) {
        return gateway.sign(Hop.GATEWAY_PACKET, ticket);
    }

    HttpResponse<String> post(String path, @Nullable String ticket, String body) throws Exception {
        return http.send(
                request(path, ticket)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String ticket) throws Exception {
        return http.send(request(path, ticket).build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path, @Nullable String ticket) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return ticket == null ? request : request.header(Tickets.HEADER, ticket);
    }
}
