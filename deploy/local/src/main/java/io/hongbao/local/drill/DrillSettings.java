package io.hongbao.local.drill;

import io.hongbao.local.load.LoadSettings;
import java.time.Duration;
import java.util.Locale;

/**
 * How long a drill takes.
 *
 * @param warmUp under load before anything counts: programs that have just started are slow
 * @param before it strikes
 * @param during from the strike to the healing
 * @param after the healing; longer when the breaker has not closed by then
 * @param settle how long money may take to arrive when all users have stopped
 */
public record DrillSettings(
        Duration warmUp,
        Duration before,
        Duration during,
        Duration after,
        Duration settle,
        int callsPerSecond) {

    public static final int SECONDS = 40;
    private static final int SECONDS_MIN = 4;
    private static final int SECONDS_MAX = 3_600;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration SETTLE = Duration.ofSeconds(90);

    /** How much longer than it should a drill may take, by starts of databases and instances. */
    private static final Duration STARTS_MAX = Duration.ofMinutes(1);

    public DrillSettings {
        LoadSettings.check(callsPerSecond);
    }

    /** A quarter before, half during, a quarter after. */
    public static DrillSettings of(int seconds, int callsPerSecond) {
        if (seconds < SECONDS_MIN || seconds > SECONDS_MAX) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "must be %d to %d: seconds=%d",
                            SECONDS_MIN,
                            SECONDS_MAX,
                            seconds));
        }
        Duration all = Duration.ofSeconds(seconds);
        Duration quarter = all.dividedBy(4);
        return new DrillSettings(
                WARM_UP, quarter, all.dividedBy(2), quarter, SETTLE, callsPerSecond);
    }

    LoadSettings load() {
        return new LoadSettings(
                callsPerSecond, warmUp.plus(before).plus(during).plus(after).plus(STARTS_MAX));
    }
}
