package io.hongbao.gateway.stale;

import java.time.Instant;
import java.util.Arrays;

/**
 * A good answer that a user got.
 *
 * @param target path and query of the call
 * @param body a JSON object that is not empty
 * @param asOf what was committed before it is in the answer
 * @param atNanos the same by {@link System#nanoTime}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never changed
record LastAnswer(String target, byte[] body, Instant asOf, long atNanos) {

    /** What it takes of the heap beside its body and target: objects, headers, padding. */
    private static final int OBJECT_BYTES = 110;

    int weight() {
        return OBJECT_BYTES + target.length() + body.length;
    }

    boolean isFor(String other) {
        return target.equals(other);
    }

    /** The body with these members before its own: JSON, without braces. */
    byte[] bodyWith(byte[] members) {
        byte[] marked = Arrays.copyOf(members, members.length + 1 + body.length);
        // The brace moves to the front, and a comma takes its place.
        System.arraycopy(members, 0, marked, 1, members.length);
        marked[0] = '{';
        marked[members.length + 1] = ',';
        System.arraycopy(body, 1, marked, members.length + 2, body.length - 1);
        return marked;
    }
}
