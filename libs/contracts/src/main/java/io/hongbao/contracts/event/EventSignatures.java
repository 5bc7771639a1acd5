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

    /** The signature of an event: its type, its groups as one text, the exact text of its JSON. */
    public String sign(String type, String groups, String json) {
        return keys.sign(statement(type, groups, json));
    }

    public boolean verify(String type, String groups, String json, String signature) {
        return keys.verify(statement(type, groups, json), signature);
    }

    /** The lengths say where each part ends, whatever is in it. */
    private static String statement(String type, String groups, String json) {
        return "e2~" + type.length() + '~' + groups.length() + '~' + type + groups + json;
    }
}
