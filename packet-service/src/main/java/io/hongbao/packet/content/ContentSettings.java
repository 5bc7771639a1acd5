package io.hongbao.packet.content;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What media servers are told.
 *
 * @param contentLifetime how long a statement holds; whoever asks again gets a new one
 */
@ConfigurationProperties("hongbao.moments")
record ContentSettings(@DefaultValue("5m") Duration contentLifetime) {

    private static final Duration MAX = Duration.ofDays(1);

    ContentSettings {
        if (contentLifetime.toSeconds() < 1 || contentLifetime.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(
                    "must be 1s to 24h: hongbao.moments.content-lifetime=" + contentLifetime);
        }
    }
}
