package io.hongbao.pay.bank;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the bank is reached.
 *
 * @param secret what we show to the bank
 * @param answerMax how long a caller waits for the bank; later answers are asked for again
 * @param callsMax the most calls at once; more are unclear until they are repeated
 */
@ConfigurationProperties("hongbao.bank")
public record BankSettings(
        URI url,
        String secret,
        @DefaultValue("500ms") Duration connectMax,
        @DefaultValue("2s") Duration answerMax,
        @DefaultValue("256") int callsMax) {

    public BankSettings {
        if (callsMax < 1 || !connectMax.isPositive() || !answerMax.isPositive()) {
            throw new IllegalArgumentException("must be > 0: limits of hongbao.bank");
        }
    }

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return "BankSettings[url=" + url + "]";
    }
}
