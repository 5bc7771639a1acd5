package io.hongbao.gateway.door;

import io.hongbao.gateway.call.PublicResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Lets scripts of other sites call (https://fetch.spec.whatwg.org/#http-cors-protocol): those of
 * the origins that are named in the settings, and nobody by default.
 */
final class Cors {

    private static final String HEADERS =
            "Authorization, Content-Type, Idempotency-Key, If-None-Match";
    private static final String READABLE = "ETag, Location, Retry-After";

    private final CorsConfiguration origins = new CorsConfiguration();
    private final boolean enabled;
    private final String maxAgeSeconds;

    Cors(List<String> allowedOrigins, Duration maxAge) {
        enabled = !allowedOrigins.isEmpty();
        origins.setAllowedOriginPatterns(allowedOrigins);
        maxAgeSeconds = Long.toString(maxAge.toSeconds());
    }

    /** The origin of a script that may call; null for all others. */
    @Nullable String allowedOrigin(HttpHeaders request) {
        if (!enabled) {
            return null;
        }
        String origin = request.get(HttpHeaderNames.ORIGIN);
        return origin == null ? null : origins.checkOrigin(origin);
    }

    /** Whether a call only asks what a script may do. */
    static boolean isPreflight(String method, HttpHeaders request) {
        return method.equals("OPTIONS")
                && request.contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** What the answer to such a call says beside, about a path with these methods. */
    PublicResponse preflight(String methods) {
        Map<String, List<String>> headers =
                Map.of(
                        "Access-Control-Allow-Methods", List.of(methods),
                        "Access-Control-Allow-Headers", List.of(HEADERS),
                        "Access-Control-Max-Age", List.of(maxAgeSeconds));
        return new PublicResponse(204, headers, new byte[0], PublicResponse.OK);
    }

    /** What every answer to a script says. */
    static Map<String, List<String>> ofAnswer(String origin) {
        return Map.of(
                "Access-Control-Allow-Origin", List.of(origin),
                "Access-Control-Expose-Headers", List.of(READABLE),
                "Vary", List.of("Origin"));
    }
}
