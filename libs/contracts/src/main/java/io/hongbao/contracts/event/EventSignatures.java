package io.hongbao.contracts.event;

import io.hongbao.contracts.key.KeyRing;

/**
 * Signs the events of one stream when they are published, and checks them before they are applied.
 * Signatures do not expire: events may be late, and dead letters are replayed.
 */
public final class EventSignatures {

    private final KeyRing keys;

    public EventSignatures(KeyRing keys) {
        this.keys = keys;
    }

    /** The signature of an event: its type, its groups as one text, the exact text of its JSON. */
    public String sign(String type, String groups, String json) {
        return keys.sign(statement(type, groups, json));
    }

    public boolean verify(SignedEvent event) {
        return keys.verify(
                statement(event.type(), event.groups(), event.json()), event.signature());
    }

    /** The lengths say where each part ends, whatever is in it. */
    private static String statement(String type, String groups, String json) {
        return "e2~" + type.length() + '~' + groups.length() + '~' + type + groups + json;
    }
}
