package io.hongbao.local.load;

import java.time.Duration;

/**
 * How much users do.
 *
 * @param callsPerSecond all users together; a suite that is slower gets fewer
 * @param longest how long it may go on at most: so much is prepared
 */
public record LoadSettings(int callsPerSecond, Duration longest) {

    public static final int CALLS_PER_SECOND = 80;
    private static final int CALLS_PER_SECOND_MAX = 1_000;

    public LoadSettings {
        check(callsPerSecond);
    }

    /** Throws when it is too little or too much for one machine. */
    public static void check(int callsPerSecond) {
        if (callsPerSecond < 1 || callsPerSecond > CALLS_PER_SECOND_MAX) {
            throw new IllegalArgumentException(
                    "must be 1 to " + CALLS_PER_SECOND_MAX + ": callsPerSecond=" + callsPerSecond);
        }
    }
}
