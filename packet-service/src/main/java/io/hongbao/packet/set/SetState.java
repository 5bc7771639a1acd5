package io.hongbao.packet.set;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a SET of the catalogue is to this instance.
 *
 * @param notConnectedBecause why the last try to connect failed; null once it is connected
 */
public record SetState(Kind kind, Instant since, @Nullable String notConnectedBecause) {

    /** What it can be. */
    public enum Kind {
        /** It could not be connected yet, and is retried. */
        OPENING,
        /** It is served, and new packets go to it. */
        OPEN,
        /** It is served, and no new packets go to it. */
        DRAINED
    }
}
