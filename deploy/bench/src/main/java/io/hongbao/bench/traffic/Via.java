package io.hongbao.bench.traffic;

/** Which way calls go. */
public enum Via {
    /** As users do. */
    GATEWAY,
    /** As the gateway does: with tickets, opens and grabs in batches. */
    DIRECT
}
