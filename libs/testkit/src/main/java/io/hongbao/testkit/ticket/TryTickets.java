package io.hongbao.testkit.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.testkit.ticket.WrongTickets.Permitted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends calls with wrong tickets to a running service. */
public final class TryTickets implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofMinutes(3);
    private static final int UNAUTHENTICATED = 401;

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final WrongTickets wrongTickets;
    private final InstantSource clock;
    private final String url;

    /**
     * Of the service at a URL.
     *
     * @param clock the service's
     */
    public TryTickets(WrongTickets wrongTickets, InstantSource clock, String url) {
        this.wrongTickets = wrongTickets;
        this.clock = clock;
        this.url = url;
    }

    /**
     * An answer.
     *
     * @param body empty for one that never ends
     */
    public record Answer(int status, String body) {}

    /** The call as its caller would make it. */
    public Answer right(Permitted call) {
        return send(wrongTickets.right(call));
    }

    /** Which wrong tickets a service took for a call: none, if it is right. */
    public List<String> taken(Permitted call) {
        var taken = new ArrayList<String>();
        for (TicketedCall wrong : wrongTickets.of(call)) {
            int status = send(wrong).status();
            if (status != UNAUTHENTICATED) {
                taken.add(status + " for " + wrong);
            }
        }
        return taken;
    }

    /** The same, when it is made among others. */
    public List<String> takenAmongOthers(String path, Permitted call) {
        List<TicketedCall> wrong = wrongTickets.ofItem(call);
        JsonNode answers = json.readTree(send(wrongTickets.right(batch(path, wrong))).body());
        var taken = new ArrayList<String>();
        for (int i = 0; i < wrong.size(); i++) {
            JsonNode answer = answers.path("answers").path(i);
            if (answer.path("status").asInt() != UNAUTHENTICATED
                    && !answer.path("problem").asString("").equals("unauthenticated")) {
                taken.add(answer + " for " + wrong.get(i));
            }
        }
        return taken;
    }

    /** One call that carries many: here one, which is permitted. */
    public Permitted batch(String path, Permitted item) {
        return batch(path, List.of(wrongTickets.right(item)));
    }

    private Permitted batch(String path, List<TicketedCall> calls) {
        var combined =
                new CombinedCalls(
                        clock.instant().toEpochMilli(),
                        calls.stream().map(TicketedCall::item).toList());
        Ticket ticket = Ticket.ofBatch(path, clock.instant());
        return new Permitted("POST", path, ticket, null, json.writeValueAsString(combined), null);
    }

    /** What the service says to this call. */
    public Answer send(TicketedCall call) {
        var request =
                HttpRequest.newBuilder(URI.create(url + call.target()))
                        .timeout(ANSWER_MAX)
                        .header("Content-Type", "application/json")
                        .method(
                                call.method(),
                                call.body().isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(call.body()));
        if (call.ticket() != null) {
            request.header(Tickets.HEADER, call.ticket());
        }
        if (call.key() != null) {
            request.header("Idempotency-Key", call.key());
        }
        try {
            return answer(client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException("no answer: " + call, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Answer answer(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            String type = response.headers().firstValue("Content-Type").orElse("");
            boolean endless = type.startsWith("text/event-stream");
            return new Answer(
                    response.statusCode(), endless ? "" : new String(body.readAllBytes(), UTF_8));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
