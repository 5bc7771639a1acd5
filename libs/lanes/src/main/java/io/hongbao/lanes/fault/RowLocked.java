package io.hongbao.lanes.fault;

import java.time.Duration;
import java.util.BitSet;

/**
 * Somebody else holds rows of some commands of the batch for longer than a lane waits. Everything
 * was rolled back, and the database is well. Handlers throw it; the lane answers those commands
 * with it, and handles the others without them.
 */
public final class RowLocked extends LaneFault {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final transient BitSet commands;

    /**
     * Of a batch.
     *
     * @param commands those that need the rows, by their places in the batch; at least one
     */
    public RowLocked(String message, BitSet commands) {
        super(message);
        if (commands.isEmpty()) {
            throw new IllegalArgumentException("must have commands: " + message);
        }
        this.commands = (BitSet) commands.clone();
    }

    /** Whether the command at this place of the batch needs such a row. */
    public boolean concerns(int command) {
        return commands.get(command);
    }

    /** How long a caller should stay away. */
    public Duration retryAfter() {
        return RETRY_AFTER;
    }
}
