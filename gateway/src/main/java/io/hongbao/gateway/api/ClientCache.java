package io.hongbao.gateway.api;

/**
 * How clients may keep a good answer (RFC 9111, RFC 5861). What they may keep has an {@code ETag}.
 */
public enum ClientCache {
    /** Not at all. */
    NEVER("no-store"),
    /** To be asked about each time, and to be shown when nothing else can be had. */
    ASK("private, no-cache, stale-if-error=600"),
    /** As {@link #ASK}, and for two seconds without asking. */
    SECONDS("private, max-age=2, stale-if-error=600"),
    /** What never changes any more. */
    HOUR("private, max-age=3600, immutable");

    private final String header;

    ClientCache(String header) {
        this.header = header;
    }

    /** The value of {@code Cache-Control}. */
    public String header() {
        return header;
    }
}
