package io.hongbao.gateway.door;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom the gateway lets in, and how much of it.
 *
 * @param callsMax calls under way of all users; the next one gets 503 {@code overloaded}
 * @param userCallsMax calls under way of one user; the next one gets 429
 * @param userVisitsPerSecond opens and grabs of one user in a second, of which a second's worth may
 *     come at once; the next gets 429. Of each gateway: all of them together let through so many
 *     times their number
 * @param clientHeader the header in which a balancer names its client, last in a list; null when
 *     there is none, or nobody makes sure that clients cannot set it
 * @param clientCallsMax calls under way of one client that this header names; the next gets 429
 * @param streamsMax streams of notifications of all users, each a connection to a pay service; the
 *     next one gets 429
 * @param corsOrigins origins whose scripts may call, as {@code https://*.example.com}; none by
 *     default
 * @param corsMaxAge how long a browser may remember what such a script may do
 */
@ConfigurationProperties("hongbao.gateway.door")
record DoorSettings(
        @DefaultValue("20000") int callsMax,
        @DefaultValue("100") int userCallsMax,
        @DefaultValue("20") int userVisitsPerSecond,
        @Nullable String clientHeader,
        @DefaultValue("1000") int clientCallsMax,
        @DefaultValue("500") int streamsMax,
        @DefaultValue List<String> corsOrigins,
        @DefaultValue("1h") Duration corsMaxAge) {

    DoorSettings {
        if (callsMax < 1
                || userCallsMax < 1
                || userVisitsPerSecond < 1
                || clientCallsMax < 1
                || streamsMax < 1) {
            throw new IllegalArgumentException(
                    "must be >= 1: hongbao.gateway.door.calls-max="
                            + callsMax
                            + ", user-calls-max="
                            + userCallsMax
                            + ", user-visits-per-second="
                            + userVisitsPerSecond
                            + ", client-calls-max="
                            + clientCallsMax
                            + ", streams-max="
                            + streamsMax);
        }
        corsOrigins = List.copyOf(corsOrigins);
    }
}
