package io.hongbao.pay.trouble;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When payments go badly.
 *
 * @param slowAfter a payment that takes longer, in lanes and at the bank, is in trouble; 1 ms to 1
 *     h
 */
@ConfigurationProperties("hongbao.pay.trouble")
record TroubleSettings(@DefaultValue("1s") Duration slowAfter) {

    private static final Duration SLOW_MIN = Duration.ofMillis(1);
    private static final Duration SLOW_MAX = Duration.ofHours(1);

    TroubleSettings {
        if (slowAfter.compareTo(SLOW_MIN) < 0 || slowAfter.compareTo(SLOW_MAX) > 0) {
            throw new IllegalArgumentException(
                    "must be 1 ms to 1 h: hongbao.pay.trouble.slow-after=" + slowAfter);
        }
    }
}
