package io.hongbao.packet.breaker;

import java.time.Instant;
import java.util.Optional;

/**
 * How a SET's breaker stands, for people.
 *
 * @param sharePercent the part of its weight that the SET gets now
 * @param openedAt when it opened last
 * @param openedBecause why
 * @param closedAt when it closed last
 */
public record BreakerView(
        State state,
        int sharePercent,
        Optional<Instant> openedAt,
        Optional<String> openedBecause,
        Optional<Instant> closedAt) {

    /** Whether calls reach the SET. */
    public enum State {
        /** In service. */
        CLOSED(0),
        /** Out, and being probed. */
        HALF_OPEN(1),
        /** Out. */
        OPEN(2);

        private final int number;

        State(int number) {
            this.number = number;
        }

        /** For meters. */
        public int number() {
            return number;
        }
    }
}
