package io.hongbao.local.watch;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.program.StartException;
import io.hongbao.local.suite.InstanceName;
import io.hongbao.local.suite.LocalSuite;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Asks any pay service on its management port for payments that no SET took. */
public final class ParkedClient implements AutoCloseable {

    private static final String PATH = "/actuator/parked";
    private static final String ROW = "%-5s %10s %26s";

    private final LocalSuite suite;
    private final ActuatorClient client = new ActuatorClient();

    public ParkedClient(LocalSuite suite) {
        this.suite = suite;
    }

    /** Of one SET, over all wallet shards. */
    private record OfSet(long payments, Instant oldestAt) {

        static OfSet of(JsonNode line) {
            return new OfSet(
                    line.path("payments").asLong(),
                    Instant.parse(line.path("oldestAt").asString()));
        }

        OfSet plus(OfSet other) {
            return new OfSet(
                    payments + other.payments,
                    oldestAt.isBefore(other.oldestAt) ? oldestAt : other.oldestAt);
        }
    }

    /** A line for each SET that has any, for people. */
    public List<String> lines() {
        Map<String, OfSet> sets = new TreeMap<>();
        first(management -> client.ask(management, PATH))
                .path("parked")
                .forEach(line ->
                        sets.merge(line.path("set").asString(), OfSet.of(line), OfSet::plus));
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, ROW, "SET", "PAYMENTS", "OLDEST PARKED AT"));
        sets.forEach((set, parked) ->
                lines.add(
                        String.format(
                                Locale.ROOT, ROW, set, parked.payments(), parked.oldestAt())));
        return lines;
    }

    /** Has all of a SET told again; how many. */
    public int replay(SetId set) {
        String json = "{\"set\":\"" + set + "\"}";
        return first(management -> client.tell(management, PATH, json)).path("told").asInt();
    }

    /** Has all of a lost SET given back, or only told; for people. */
    public List<String> refund(SetId set, boolean apply) {
        String json = String.format(Locale.ROOT, "{\"set\":\"%s\",\"apply\":\"%s\"}", set, apply);
        JsonNode refunds =
                first(
                        management -> client.tell(management, "/actuator/refunds", json),
                        "no pay service gives them back: is the SET lost: true in sets.yaml?");
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%d payments, %d fen, %s",
                        refunds.path("payments").asInt(),
                        refunds.path("fen").asLong(),
                        apply ? "were given back" : "would be given back"));
        for (JsonNode packet : refunds.path("forPerson")) {
            lines.add("for a person: " + packet.asString());
        }
        return lines;
    }

    private JsonNode first(Function<URI, Optional<JsonNode>> ask) {
        return first(ask, "no pay service answers");
    }

    private JsonNode first(Function<URI, Optional<JsonNode>> ask, String otherwise) {
        return suite.instances(InstanceName.PAY).stream()
                .filter(name -> suite.part(name.toString()).running().isPresent())
                .map(suite::managementOf)
                .map(ask)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new StartException(otherwise));
    }

    @Override
    public void close() {
        client.close();
    }
}
