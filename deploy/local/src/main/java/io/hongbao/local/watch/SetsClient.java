package io.hongbao.local.watch;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.suite.InstanceName;
import io.hongbao.local.suite.LocalSuite;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks packet-services and the gateway on their management ports what they know of SETs. */
public final class SetsClient implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final LocalSuite suite;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();

    public SetsClient(LocalSuite suite) {
        this.suite = suite;
    }

    /** The answers of all instances in the fleet that answer. */
    public List<SetsReport> all() {
        return suite.instances(InstanceName.PACKET).stream()
                .map(this::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty when it does not run, or tells nothing. */
    public Optional<SetsReport> of(InstanceName instance) {
        return ask(suite.managementOf(instance), "/actuator/sets")
                .map(body -> seen(instance, body));
    }

    /**
     * The highest state of a SET's breaker over all instances that tell: 0 in service, 1 being
     * probed, 2 out.
     */
    public OptionalInt breaker(SetId id) {
        return suite.instances(InstanceName.PACKET).stream()
                .map(instance ->
                        ask(
                                suite.managementOf(instance),
                                "/actuator/metrics/hongbao.set.breaker?tag=set:" + id))
                .flatMap(Optional::stream)
                .mapToInt(SetsClient::value)
                .max();
    }

    /** How many packet-services the gateway finds ready; empty when it does not tell. */
    public OptionalInt readyInGateway() {
        return ask(
                        suite.managementOfGateway(),
                        "/actuator/metrics/hongbao.fleet.live?tag=service:" + InstanceName.PACKET)
                .map(metric -> OptionalInt.of(value(metric)))
                .orElseGet(OptionalInt::empty);
    }

    private static int value(JsonNode metric) {
        return metric.path("measurements").path(0).path("value").asInt();
    }

    private static SetsReport seen(InstanceName instance, JsonNode body) {
        List<SetReport> sets = new ArrayList<>();
        body.path("sets").forEach(set -> sets.add(SetReport.of(set)));
        String refusal = body.path("catalogue").path("refusal").path("reason").asString("");
        return new SetsReport(instance, sets, Optional.of(refusal).filter(why -> !why.isEmpty()));
    }

    private Optional<JsonNode> ask(URI management, String path) {
        HttpRequest request =
                HttpRequest.newBuilder(management.resolve(path)).timeout(LIMIT).build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() == HttpURLConnection.HTTP_OK
                    ? Optional.of(JSON.readTree(answer.body()))
                    : Optional.empty();
        } catch (IOException | JacksonException tellsNothing) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
