package io.hongbao.pay.decline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a card is locked out, whoever uses it.
 *
 * @param declinesMax after how many declines within {@code window} it is
 * @param window begins with a decline
 * @param lockOut for how long, from the last decline on
 * @param cardsMax the most cards that one instance remembers; the least used go first
 */
@ConfigurationProperties("hongbao.pay.limits.card")
record DeclineSettings(
        @DefaultValue("10") int declinesMax,
        @DefaultValue("1h") Duration window,
        @DefaultValue("1h") Duration lockOut,
        @DefaultValue("100000") int cardsMax) {

    DeclineSettings {
        if (declinesMax < 1 || cardsMax < 1 || !window.isPositive() || !lockOut.isPositive()) {
            throw new IllegalArgumentException("must be > 0: hongbao.pay.limits.card");
        }
    }
}
