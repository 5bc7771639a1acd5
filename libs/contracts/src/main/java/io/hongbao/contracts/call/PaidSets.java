package io.hongbao.contracts.call;

import java.util.List;

/**
 * The SETs of which a wallet shard has an order number: of a payment that was made or begun ({@code
 * GET} {@link #PATH} with a {@code LIST_PAID_SETS} ticket of no user). Answered only when all
 * shards answer. A SET that is among them stays so for ever.
 *
 * @param sets three digits each
 */
public record PaidSets(List<String> sets) {

    public static final String PATH = "/internal/v1/paid-sets";

    public PaidSets {
        sets = List.copyOf(sets);
    }
}
