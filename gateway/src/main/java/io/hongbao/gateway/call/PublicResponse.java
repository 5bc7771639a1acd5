package io.hongbao.gateway.call;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a client gets.
 *
 * @param headers but for length and date, which are made when it is written
 * @param outcome {@code ok}, {@code stale}, {@code unclear} or a problem's code, for metrics
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
public record PublicResponse(
        int status, Map<String, List<String>> headers, byte[] body, String outcome) {

    public static final String OK = "ok";

    /** Of a last answer that was told in the place of a problem. */
    public static final String STALE = "stale";

    /** Of a payment or top-up that its bank has not decided. */
    private static final String UNCLEAR = "unclear";

    private static final int ACCEPTED = 202;

    public static final Map<String, List<String>> JSON =
            Map.of("Content-Type", List.of("application/json"));

    public static PublicResponse ok(String json) {
        return new PublicResponse(200, JSON, json.getBytes(StandardCharsets.UTF_8), OK);
    }

    /** Of an answer that is no problem. */
    public static String outcome(int status) {
        return status == ACCEPTED ? UNCLEAR : OK;
    }
}
