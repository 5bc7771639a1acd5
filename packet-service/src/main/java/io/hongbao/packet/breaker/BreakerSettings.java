package io.hongbao.packet.breaker;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a SET is out, how it is asked whether it is back, and how its weight returns. One commit
 * carries many calls, and a SET that hangs fails once a connection and answerMax: so the window is
 * small.
 *
 * @param window the last so many commits and reads of all connections of the SET are looked at
 * @param callsMin fewer of them prove nothing
 * @param failurePercent so many of them failed: the SET is out
 * @param silenceMax out as well when something failed and nothing was answered for so long since
 * @param probeEvery the pause between two probes
 * @param probeMax how long connecting, and each answer, may take a probe
 * @param probesToClose so many probes in a row must write before the SET is in again
 * @param returnPercents the parts of its weight that the SET then gets, one after the other
 * @param returnEvery how long each of them lasts
 */
@ConfigurationProperties("hongbao.sets.breaker")
public record BreakerSettings(
        @DefaultValue("8") int window,
        @DefaultValue("4") int callsMin,
        @DefaultValue("50") int failurePercent,
        @DefaultValue("1s") Duration silenceMax,
        @DefaultValue("500ms") Duration probeEvery,
        @DefaultValue("500ms") Duration probeMax,
        @DefaultValue("3") int probesToClose,
        @DefaultValue({"10", "25", "50", "100"}) List<Integer> returnPercents,
        @DefaultValue("5s") Duration returnEvery) {

    private static final String PREFIX = "hongbao.sets.breaker.";
    private static final int WINDOW_MAX = 1_000;
    private static final int FULL = 100;
    private static final Duration TIME_MAX = Duration.ofHours(1);

    public BreakerSettings {
        inRange("window", window, WINDOW_MAX);
        inRange("calls-min", callsMin, window);
        inRange("failure-percent", failurePercent, FULL);
        inTime("silence-max", silenceMax);
        inTime("probe-every", probeEvery);
        inTime("probe-max", probeMax);
        // The library takes the smaller of the two for the number of probes that decide.
        inRange("probes-to-close", probesToClose, callsMin);
        inTime("return-every", returnEvery);
        returnPercents = List.copyOf(returnPercents);
        int last = 0;
        for (int percent : returnPercents) {
            if (percent <= last || percent > FULL) {
                throw mustReturn(returnPercents);
            }
            last = percent;
        }
        if (last != FULL) {
            throw mustReturn(returnPercents);
        }
    }

    private static IllegalArgumentException mustReturn(List<Integer> percents) {
        return new IllegalArgumentException(
                "must rise, from more than 0 to 100: " + PREFIX + "return-percents=" + percents);
    }

    private static void inRange(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(
                    "must be 1 to " + max + ": " + PREFIX + name + "=" + value);
        }
    }

    private static void inTime(String name, Duration value) {
        if (value.toMillis() < 1 || value.compareTo(TIME_MAX) > 0) {
            throw new IllegalArgumentException(
                    "must be 1 ms to " + TIME_MAX + ": " + PREFIX + name + "=" + value);
        }
    }
}
