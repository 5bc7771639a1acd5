package io.hongbao.gateway.connection;

import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one connection, and one address, may take.
 *
 * @param headersMax from the first byte of a request until all its headers are there
 * @param bodyMax from then until its whole body is there; of HTTP/2, of each stream
 * @param perAddressMax connections of one address; 0 for any number
 * @param proxyProtocol whether a balancer in front names each connection's address by the PROXY
 *     protocol; without one, anybody could name any address
 */
@ConfigurationProperties("hongbao.gateway.connection")
public record ConnectionSettings(
        @DefaultValue("10s") Duration headersMax,
        @DefaultValue("20s") Duration bodyMax,
        @DefaultValue("0") int perAddressMax,
        @DefaultValue("false") boolean proxyProtocol) {

    public ConnectionSettings {
        if (!headersMax.isPositive() || !bodyMax.isPositive() || perAddressMax < 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "must be > 0: hongbao.gateway.connection.headers-max=%s, body-max=%s; >= 0:"
                                    + " per-address-max=%d",
                            headersMax,
                            bodyMax,
                            perAddressMax));
        }
    }
}
