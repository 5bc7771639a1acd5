package io.hongbao.gateway.stale;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much is known of earlier answers, and when they are told.
 *
 * @param memoryMax what all last answers together may take of the heap, counted roughly
 * @param lifetime the oldest answer that is told
 * @param walletHomesPerSecond how often wallets are asked for wallet homes, of which a second's
 *     worth may come at once; the next gets the last answer. Of each gateway
 */
@ConfigurationProperties("hongbao.gateway.stale")
public record StaleSettings(
        @DefaultValue("64MB") DataSize memoryMax,
        @DefaultValue("1h") Duration lifetime,
        @DefaultValue("2000") int walletHomesPerSecond) {

    public StaleSettings {
        if (memoryMax.toBytes() < 0 || lifetime.isNegative() || walletHomesPerSecond < 1) {
            throw new IllegalArgumentException(
                    "must be >= 0, >= 0 and >= 1: hongbao.gateway.stale.memory-max="
                            + memoryMax
                            + ", lifetime="
                            + lifetime
                            + ", wallet-homes-per-second="
                            + walletHomesPerSecond);
        }
    }
}
