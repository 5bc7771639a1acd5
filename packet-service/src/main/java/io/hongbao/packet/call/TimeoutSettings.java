package io.hongbao.packet.call;

import io.hongbao.contracts.call.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long calls may take.
 *
 * @param max the whole call, when its caller says nothing shorter
 * @param wrapMax all tries of a wrap together, so that it is over within a second when SETs hang
 * @param wrapTryMax the first SET's try to wrap, before the next one is tried; the others share
 *     what it leaves of wrapMax
 * @param wrapTriesMax the most SETs tried for one wrap
 */
@ConfigurationProperties("hongbao.calls")
public record TimeoutSettings(
        @DefaultValue("3s") Duration max,
        @DefaultValue("900ms") Duration wrapMax,
        @DefaultValue("400ms") Duration wrapTryMax,
        @DefaultValue("3") int wrapTriesMax) {

    private static final int TRIES_MAX = 10;

    public TimeoutSettings {
        if (!wrapTryMax.isPositive()
                || wrapTryMax.compareTo(wrapMax) > 0
                || wrapMax.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "must be 0 < wrap-try-max <= wrap-max <= max: hongbao.calls, wrap-try-max=%s wrap-max=%s max=%s",
                            wrapTryMax,
                            wrapMax,
                            max));
        }
        if (wrapTriesMax < 1 || wrapTriesMax > TRIES_MAX) {
            throw new IllegalArgumentException(
                    "must be 1 to " + TRIES_MAX + ": hongbao.calls.wrap-tries-max=" + wrapTriesMax);
        }
    }

    /** When a call that came now is over. */
    public Deadline until(Deadline given, Instant now) {
        return given.orEarlier(new Deadline(now.plus(max)));
    }
}
