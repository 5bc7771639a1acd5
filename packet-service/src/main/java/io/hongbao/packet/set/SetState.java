package io.hongbao.packet.set;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a SET of the catalogue is to this instance.
 *
 * @param notOpenBecause why the last try to open it failed; null once it is open
 */
public record SetState(Kind kind, Instant since, @Nullable String notOpenBecause) {

    /** What it can be. */
    public enum Kind {
        /** It could not be opened yet, and is tried again and again. */
        OPENING,
        /** It is served, and new packets go to it. */
        OPEN,
        /** It is served, and no new packets go to it. */
        DRAINED
    }
}
