package io.hongbao.events.outbox;

import io.hongbao.contracts.event.Event;
import io.hongbao.contracts.event.EventSignatures;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Makes what is published of events: their JSON, signed. */
public final class SignEvents {

    private final EventSignatures signatures;
    private final JsonMapper json = JsonMapper.builder().build();

    /** As many as there are kinds of events. */
    private final Map<List<String>, String> joined = new ConcurrentHashMap<>();

    public SignEvents(EventSignatures signatures) {
        this.signatures = signatures;
    }

    public OutboxEvent sign(Event event) {
        String value = json.writeValueAsString(event);
        String groups = joined.computeIfAbsent(event.groups(), all -> String.join(",", all));
        return new OutboxEvent(
                event.topic(),
                event.partition(),
                event.key(),
                event.type(),
                groups,
                value,
                signatures.sign(event.type(), groups, value));
    }
}
