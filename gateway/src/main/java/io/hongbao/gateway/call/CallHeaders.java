package io.hongbao.gateway.call;

import io.hongbao.serving.json.JsonMediaType;
import io.hongbao.serving.ticket.SingleHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The headers of a call that mean something to us. */
public final class CallHeaders {

    /** As the API's description writes it. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final String EVENT_STREAM = "text/event-stream";

    private static final AsciiString KEY = AsciiString.cached("idempotency-key");

    private final HttpHeaders all;
    private final boolean changes;

    private CallHeaders(HttpHeaders all, boolean changes) {
        this.all = all;
        this.changes = changes;
    }

    /**
     * Reads no value yet.
     *
     * @param changes whether the call may change something: a key means nothing to others
     */
    public static CallHeaders of(HttpHeaders all, boolean changes) {
        return new CallHeaders(all, changes);
    }

    /** Throws the problem that is told when a header is there twice that may be there only once. */
    public void checkSingle() {
        if (hasRepeated()) {
            SingleHeaders.check(name -> all.getAll(name).size());
        }
    }

    /** Of any name: most calls have none, and nothing more is looked at. */
    private boolean hasRepeated() {
        Iterator<Map.Entry<CharSequence, CharSequence>> each = all.iteratorCharSequence();
        var seen = new CharSequence[all.size()];
        int count = 0;
        while (each.hasNext()) {
            CharSequence name = each.next().getKey();
            for (int i = 0; i < count; i++) {
                if (AsciiString.contentEqualsIgnoreCase(name, seen[i])) {
                    return true;
                }
            }
            seen[count++] = name;
        }
        return false;
    }

    public @Nullable String authorization() {
        return all.get(HttpHeaderNames.AUTHORIZATION);
    }

    /** Null for a call that changes nothing, whatever it has. */
    public @Nullable String idempotencyKey() {
        return changes ? all.get(KEY) : null;
    }

    /** The tags of answers that the client has; null when it names none. */
    public @Nullable String ifNoneMatch() {
        return all.contains(HttpHeaderNames.IF_NONE_MATCH)
                ? String.join(",", all.getAll(HttpHeaderNames.IF_NONE_MATCH))
                : null;
    }

    /** Whether the body says it is JSON. */
    public boolean saysJson() {
        return JsonMediaType.matches(all.get(HttpHeaderNames.CONTENT_TYPE));
    }

    /** All that services may see of a client's headers. Answers are JSON, whatever is accepted. */
    public void passOn(BiConsumer<String, String> to) {
        passOn("Content-Type", all.get(HttpHeaderNames.CONTENT_TYPE), to);
        passOn(IDEMPOTENCY_KEY, idempotencyKey(), to);
        passOn("traceparent", all.get("traceparent"), to);
        passOn("tracestate", all.get("tracestate"), to);
    }

    /** Whether server-sent events are wanted. */
    public boolean acceptsEvents() {
        return all.containsValue(HttpHeaderNames.ACCEPT, EVENT_STREAM, true);
    }

    /** What a service needs to serve, and resume, a stream of events. */
    public void passOnStream(BiConsumer<String, String> to) {
        to.accept("Accept", EVENT_STREAM);
        passOn("Last-Event-ID", all.get("last-event-id"), to);
    }

    private static void passOn(String name, @Nullable String value, BiConsumer<String, String> to) {
        if (value != null) {
            to.accept(name, value);
        }
    }
}
