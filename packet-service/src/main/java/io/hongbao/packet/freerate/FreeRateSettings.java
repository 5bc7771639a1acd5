package io.hongbao.packet.freerate;

import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many views are free.
 *
 * @param baseFreeRate the part of all views that is free while payments are well, 0 to 1, to six
 *     decimal places
 */
@ConfigurationProperties("hongbao.moments")
record FreeRateSettings(@DefaultValue("0.1") BigDecimal baseFreeRate) {

    private static final int DECIMALS = 6;

    FreeRateSettings {
        if (baseFreeRate.signum() < 0
                || baseFreeRate.compareTo(BigDecimal.ONE) > 0
                || baseFreeRate.stripTrailingZeros().scale() > DECIMALS) {
            throw new IllegalArgumentException(
                    "must be 0 to 1, to six decimal places: hongbao.moments.base-free-rate="
                            + baseFreeRate.toPlainString());
        }
    }

    int basePartsPerMillion() {
        return baseFreeRate.movePointRight(DECIMALS).intValueExact();
    }
}
