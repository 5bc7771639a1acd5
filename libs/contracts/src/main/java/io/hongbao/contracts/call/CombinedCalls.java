package io.hongbao.contracts.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many calls of users in one HTTP call. Each item is served for itself: it has its own ticket,
 * deadline and answer. Answers come in the order of the items, as many as items. The call as a
 * whole carries a {@code BATCH} ticket in its header. Whatever is combined may be repeated.
 *
 * @param sentAtMs the sender's clock when it sent, in milliseconds since 1970: see {@link Deadline}
 * @param items 1 to {@link #ITEMS_MAX}; with bodies 1 to {@link #WHOLE_ITEMS_MAX}
 */
public record CombinedCalls(long sentAtMs, List<@Nullable Item> items) {

    public static final int ITEMS_MAX = 1_024;

    /** So many, with small bodies, fit into a body that services take. */
    public static final int WHOLE_ITEMS_MAX = 256;

    public static final String OPENS_PATH = "/internal/v1/opens";
    public static final String GRABS_PATH = "/internal/v1/grabs";
    public static final String WRAPS_PATH = "/internal/v1/wraps";
    public static final String DETAILS_PATH = "/internal/v1/details";
    public static final String PAYMENTS_PATH = "/internal/v1/payments";
    public static final String MOMENT_PAYMENTS_PATH = "/internal/v1/moment-payments";
    public static final String PAYMENT_VIEWS_PATH = "/internal/v1/payment-views";
    public static final String SUMMARIES_PATH = "/internal/v1/summaries";
    public static final String ACTIVATIONS_PATH = "/internal/v1/activations/many";

    /**
     * One user's call.
     *
     * @param ticket says who does what to which packet: for opens and grabs there is nothing else
     *     to say
     * @param timeLeftMs the caller stops waiting so long after sending; an overdue item is not
     *     begun
     * @param key the value of the header {@code Idempotency-Key}, of calls that have one
     * @param body JSON, of calls that have one
     */
    public record Item(
            String ticket, int timeLeftMs, @Nullable String key, @Nullable String body) {}
}
