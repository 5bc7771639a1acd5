package io.hongbao.reconcile.compare;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Which wallet shard a user is in, by its position in the catalogue.
 *
 * @param slotsFrom where each shard's range of slots begins, ascending from 0
 */
public record Shards(List<Integer> slotsFrom) {

    private static final int SLOTS = 100;

    public Shards {
        slotsFrom = List.copyOf(slotsFrom);
        if (slotsFrom.isEmpty()
                || slotsFrom.getFirst() != 0
                || slotsFrom.size() > Bucket.SHARDS_MAX) {
            throw new IllegalArgumentException("must begin with slot 0: slots=" + slotsFrom);
        }
    }

    public int of(long userId) {
        int slot = (int) (userId % SLOTS);
        int shard = 0;
        while (shard + 1 < slotsFrom.size() && slotsFrom.get(shard + 1) <= slot) {
            shard++;
        }
        return shard;
    }

    /** The same as SQL, of a column. */
    String sql(String userId) {
        if (slotsFrom.size() == 1) {
            return "0";
        }
        return slotsFrom.stream()
                .skip(1)
                .map(String::valueOf)
                .collect(
                        Collectors.joining(
                                ", ", "interval(" + userId + " mod " + SLOTS + ", ", ")"));
    }
}
