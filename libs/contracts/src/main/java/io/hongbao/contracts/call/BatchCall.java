package io.hongbao.contracts.call;

import java.util.List;

/**
 * Many calls of users in one HTTP call. Each item is served for itself: it has its own ticket,
 * deadline and answer. Answers come in the order of the items, as many as items. The call as a
 * whole carries a {@code BATCH} ticket in its header.
 *
 * @param items 1 to {@link #ITEMS_MAX}
 */
public record BatchCall(List<Item> items) {

    public static final int ITEMS_MAX = 1_024;

    public static final String OPENS_PATH = "/internal/v1/opens";
    public static final String GRABS_PATH = "/internal/v1/grabs";

    /**
     * One user's call.
     *
     * @param ticket says who does what to which packet: there is nothing else to say
     * @param timeLeftMs the caller stops waiting after this; an overdue item is not handled
     */
    public record Item(String ticket, int timeLeftMs) {}
}
