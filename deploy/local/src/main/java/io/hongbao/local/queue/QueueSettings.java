package io.hongbao.local.queue;

import io.hongbao.catalogue.RuntimeSettings;
import java.time.Duration;
import java.util.Locale;

/**
 * How large a queue drill is.
 *
 * @param events that are put into the queue, beside those of the users
 * @param rate events a second while the rate holds
 * @param rush how long users act before the queue is filled
 * @param limited how long the rate holds
 * @param callsPerSecond of all users together, from the rush until the rate is taken away
 */
public record QueueSettings(
        long events, int rate, Duration rush, Duration limited, int callsPerSecond) {

    public static final String EVENTS = "10000000";
    public static final String RATE = "5000";
    public static final String SECONDS = "30";

    private static final long EVENTS_MIN = 1_000;
    private static final long EVENTS_MAX = 100_000_000;
    private static final int SECONDS_MAX = 600;
    private static final int CALLS_PER_SECOND = 40;
    private static final Duration RUSH = Duration.ofSeconds(10);

    public QueueSettings {
        check("events", events, EVENTS_MIN, EVENTS_MAX);
        check("rate", rate, 1, RuntimeSettings.RATE_MAX);
        check("seconds", limited.toSeconds(), 1, SECONDS_MAX);
        // Else it would be empty before the rate is taken away.
        check("rate x seconds", rate * limited.toSeconds(), 1, events / 2);
    }

    public static QueueSettings of(long events, int rate, int seconds) {
        return new QueueSettings(events, rate, RUSH, Duration.ofSeconds(seconds), CALLS_PER_SECOND);
    }

    private static void check(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "must be %d to %d: %s=%d", min, max, name, value));
        }
    }
}
