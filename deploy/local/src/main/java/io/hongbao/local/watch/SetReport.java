package io.hongbao.local.watch;

import io.hongbao.contracts.id.SetId;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * What one packet-service says about one SET.
 *
 * @param state whether it is open for calls, in the service's words; empty when not told
 * @param breaker its state, in the service's words; empty when not told
 * @param connections open to its database now
 * @param orders packets made there by this instance
 */
public record SetReport(
        SetId id,
        OptionalLong weight,
        String state,
        String breaker,
        OptionalLong connections,
        OptionalLong orders) {

    private static final String CLOSED = "CLOSED";
    private static final String OPENING = "OPENING";

    static SetReport of(JsonNode set) {
        return new SetReport(
                SetId.parse(set.path("id").asString()),
                number(set.path("weight")),
                set.path("state").asString(""),
                set.path("breaker").asString(""),
                number(set.path("connections")),
                number(set.path("orders")));
    }

    /** Whether it was opened, and may be called. */
    public boolean open() {
        return !state.equalsIgnoreCase(OPENING);
    }

    String inWords() {
        return breakerClosed() ? state : (state + " " + breaker).strip();
    }

    /** Whether calls reach it; a service that tells of no breaker has none. */
    public boolean breakerClosed() {
        return breaker.isEmpty() || breaker.equalsIgnoreCase(CLOSED);
    }

    private static OptionalLong number(JsonNode node) {
        return node.isNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
    }
}
