package io.hongbao.contracts.event;

import io.hongbao.contracts.key.KeyRing;

/**
 * Signs what is published and checks it before it is applied. Signatures do not expire: events may
 * be late, and dead letters are replayed.
 */
public final class EventSignatures {

    private final KeyRing keys;

    public EventSignatures(KeyRing keys) {
        this.keys = keys;
    }

    /** The signature of an event: its type and the exact text of its JSON. */
    public String sign(String type, String json) {
        return keys.sign(statement(type, json));
    }

    public boolean verify(String type, String json, String signature) {
        return keys.verify(statement(type, json), signature);
    }

    private static String statement(String type, String json) {
        return "e1~" + type + '~' + json;
    }
}
