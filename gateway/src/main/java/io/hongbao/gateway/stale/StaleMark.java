package io.hongbao.gateway.stale;

import java.nio.charset.StandardCharsets;

/**
 * What a stale answer says of itself: {@code "stale":true}, {@code notice} and {@code asOf}.
 *
 * @param notice the code of the problem that would have been told
 * @param hasAsOf whether the answer has a member {@code asOf} of its own
 */
public record StaleMark(String notice, boolean hasAsOf) {

    byte[] of(LastAnswer answer) {
        String members =
                "\"stale\":true,\"notice\":\""
                        + notice
                        + (hasAsOf ? "\"" : "\",\"asOf\":\"" + answer.asOf() + "\"");
        return answer.bodyWith(members.getBytes(StandardCharsets.US_ASCII));
    }
}
