package io.hongbao.contracts.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many calls in one HTTP call, each with all that it would say alone. Each is served for itself, at
 * the same time as the others: it has its own ticket and its own answer. The call as a whole
 * carries a {@code BATCH} ticket in its header. Whatever is carried may be repeated.
 *
 * @param items 1 to {@link #ITEMS_MAX}
 */
public record CarriedCalls(List<Item> items) {

    /** So many, with small bodies, fit into a body that services take. */
    public static final int ITEMS_MAX = 256;

    public static final String WRAPS_PATH = "/internal/v1/wraps";
    public static final String PAYMENTS_PATH = "/internal/v1/payments";
    public static final String ACTIVATIONS_PATH = "/internal/v1/activations/many";

    /**
     * One call.
     *
     * @param ticket says who does what to which packet
     * @param timeLeftMs the caller stops waiting after this
     * @param key the value of the header {@code Idempotency-Key}, of calls that have one
     * @param body JSON
     */
    public record Item(String ticket, int timeLeftMs, @Nullable String key, String body) {}
}
