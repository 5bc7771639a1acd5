package io.hongbao.serving.key;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.EventStream;

/** The keys of the event streams that a service signs or reads. */
public final class EventKeys {

    private final KeySettings settings;

    EventKeys(KeySettings settings) {
        this.settings = settings;
    }

    /** Throws for a stream without keys: who asks at its start does not start. */
    public EventSignatures of(EventStream stream) {
        String name = KeySettings.eventRing(stream);
        return new EventSignatures(KeyConfig.ring(name, settings.events().get(stream)));
    }
}
