package io.hongbao.pay.topup;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Limits of one top-up, in fen. */
@ConfigurationProperties("hongbao.pay.top-up")
record TopUpSettings(
        @DefaultValue("1") long amountFenMin, @DefaultValue("2000000") long amountFenMax) {

    TopUpSettings {
        if (amountFenMin < 1 || amountFenMax < amountFenMin) {
            throw new IllegalArgumentException(
                    "must be 1 <= min <= max: amountFenMin="
                            + amountFenMin
                            + " amountFenMax="
                            + amountFenMax);
        }
    }
}
