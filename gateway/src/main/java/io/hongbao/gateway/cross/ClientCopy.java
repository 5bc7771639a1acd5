package io.hongbao.gateway.cross;

import io.hongbao.gateway.api.ClientCache;
import io.hongbao.gateway.call.PublicResponse;
import io.hongbao.gateway.call.UserCall;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/**
 * Says with a good answer how its client may keep it, and does not send what the client has (RFC
 * 9110, section 13). A stale answer has another tag than the one it was made of: nobody is told
 * that an unmarked copy is still right when that is not known.
 */
final class ClientCopy {

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int TAG_BYTES = 8;
    private static final byte[] NO_BODY = new byte[0];

    private ClientCopy() {}

    /** As the table of operations says. */
    static PublicResponse answer(UserCall call, PublicResponse given) {
        ClientCache cache = call.operation().clientCache();
        return given.status() != OK || cache == null ? given : answer(call, given, cache);
    }

    static PublicResponse answer(UserCall call, PublicResponse given, ClientCache cache) {
        Map<String, List<String>> caching = new LinkedHashMap<>();
        caching.put("Cache-Control", List.of(cache.header()));
        if (cache != ClientCache.NEVER) {
            // Whose answer it is stands in that header alone.
            caching.put("Vary", List.of("Authorization"));
            ETag tag = tag(given);
            caching.put("ETag", List.of(tag.formattedTag()));
            if (isKnown(call.headers().ifNoneMatch(), tag)) {
                return new PublicResponse(NOT_MODIFIED, caching, NO_BODY, given.outcome());
            }
        }
        var headers = new LinkedHashMap<>(given.headers());
        headers.keySet().removeIf("ETag"::equalsIgnoreCase);
        headers.putAll(caching);
        return new PublicResponse(OK, headers, given.body(), given.outcome());
    }

    /** The service's own, else made of the body. */
    private static ETag tag(PublicResponse given) {
        return given.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("ETag"))
                .map(header -> ETag.create(header.getValue().getFirst()))
                .findFirst()
                .orElseGet(() -> new ETag(digest(given.body()), true));
    }

    private static String digest(byte[] body) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(whole, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("must be there: SHA-256", e);
        }
    }

    private static boolean isKnown(@Nullable String ifNoneMatch, ETag tag) {
        return ifNoneMatch != null
                && ETag.parse(ifNoneMatch).stream()
                        .anyMatch(each -> each.isWildcard() || each.compare(tag, false));
    }
}
