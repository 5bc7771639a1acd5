package io.hongbao.serving.key;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The secrets of the suite. A service names only those it needs.
 *
 * @param ticket signs tickets and pay tickets
 * @param event signs what goes to Kafka; may not end while topics and dead letters are kept
 * @param link makes packet links unguessable, by the day from which each key holds
 * @param seed decides amounts, by the day from which each key holds
 */
@ConfigurationProperties("hongbao.keys")
record KeySettings(
        @Nullable Ring ticket,
        @Nullable Ring event,
        @Nullable Map<String, String> link,
        @Nullable Map<String, String> seed) {

    /**
     * Keys by id.
     *
     * @param active the id of the key that signs; all verify
     */
    record Ring(String active, Map<String, String> keys) {}
}
