package io.hongbao.local.chaos;

import java.time.Duration;

/**
 * How much is paid, and how long the banks misbehave.
 *
 * @param settleMax how long each payment may take to come to a clear end when they are good again
 */
public record ChaosSettings(int payments, Duration duration, Duration settleMax) {

    public static final int PAYMENTS = 2_000;
    public static final int SECONDS = 100;
    private static final int PAYMENTS_MAX = 100_000;
    private static final Duration SETTLE_MAX = Duration.ofMinutes(4);

    public ChaosSettings {
        if (payments < ChaosPhase.ALL_PHASES.size() || payments > PAYMENTS_MAX) {
            throw new IllegalArgumentException(
                    "must be "
                            + ChaosPhase.ALL_PHASES.size()
                            + " to "
                            + PAYMENTS_MAX
                            + ": payments="
                            + payments);
        }
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("must be > 0: seconds=" + duration.toSeconds());
        }
    }

    public static ChaosSettings of(int payments, int seconds) {
        return new ChaosSettings(payments, Duration.ofSeconds(seconds), SETTLE_MAX);
    }
}
