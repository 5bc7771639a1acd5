package io.hongbao.pay.payment;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pay tickets are taken.
 *
 * @param payByMax the longest that a packet can be paid: {@code hongbao.packet.pay-by} of the
 *     packet service, or more
 */
@ConfigurationProperties("hongbao.pay.ticket")
record PayTicketSettings(@DefaultValue("15m") Duration payByMax) {

    /** So much may the packet service's clock be ahead. */
    private static final Duration SKEW_MAX = Duration.ofSeconds(5);

    PayTicketSettings {
        if (!payByMax.isPositive()) {
            throw new IllegalArgumentException(
                    "must be > 0: hongbao.pay.ticket.pay-by-max=" + payByMax);
        }
    }

    Instant latestPayBy(Instant now) {
        return now.plus(payByMax).plus(SKEW_MAX);
    }
}
