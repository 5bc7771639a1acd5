package io.hongbao.events.outbox;

import io.hongbao.contracts.event.Event;
import io.hongbao.contracts.event.EventSignatures;
import tools.jackson.databind.json.JsonMapper;

/** Makes what is published of events: their JSON, signed. */
public final class SignEvents {

    private final EventSignatures signatures;
    private final JsonMapper json = JsonMapper.builder().build();

    public SignEvents(EventSignatures signatures) {
        this.signatures = signatures;
    }

    public OutboxEvent sign(Event event) {
        String value = json.writeValueAsString(event);
        String groups = String.join(",", event.groups());
        return new OutboxEvent(
                event.topic(),
                event.partition(),
                event.orderNumber(),
                event.type(),
                groups,
                value,
                signatures.sign(event.type(), groups, value));
    }
}
