package io.hongbao.pay.cashier;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How sessions are kept.
 *
 * @param sessionsMax the most at one instance; the least used go first
 * @param idleMax how long one that nobody uses is kept; also how long a payer who was declined too
 *     often has to wait
 * @param declinesMax the most declines of one packet
 */
@ConfigurationProperties("hongbao.pay.cashier")
public record CashierSettings(
        @DefaultValue("100000") int sessionsMax,
        @DefaultValue("15m") Duration idleMax,
        @DefaultValue("5") int declinesMax) {

    public CashierSettings {
        if (sessionsMax < 1 || declinesMax < 1 || !idleMax.isPositive()) {
            throw new IllegalArgumentException("must be > 0: hongbao.pay.cashier");
        }
    }
}
