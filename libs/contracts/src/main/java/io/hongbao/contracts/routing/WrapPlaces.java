package io.hongbao.contracts.routing;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Where a wrap goes: by hash of (sender, idempotency key) over the SETs' weights, so that a repeat
 * comes back to the same SET and finds its packet. Weighted rendezvous hashing: a SET that is added
 * takes its part of the wraps from all others, and moves no other wrap.
 *
 * <p>Source: Schindelhauer and Schomaker, "Weighted Distributed Hash Tables", 2005.
 */
public final class WrapPlaces {

    private WrapPlaces() {}

    /**
     * The places for a wrap, the first choice first, then where to heal to. SETs of weight 0 get no
     * new packets and are not among them.
     */
    public static List<TablePlace> ranked(
            UserId sender, IdempotencyKey key, Map<SetId, Integer> weights) {
        String wrap = sender + "~" + key;
        int table = (int) Long.remainderUnsigned(Hashing.hash(wrap), OrderNumber.TABLES);
        return weights.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(
                        Comparator.comparingDouble(
                                        (Map.Entry<SetId, Integer> entry) -> score(wrap, entry))
                                .reversed())
                .map(entry -> new TablePlace(entry.getKey(), table))
                .toList();
    }

    private static double score(String wrap, Map.Entry<SetId, Integer> weighted) {
        long hash = Hashing.hash(wrap + '@' + weighted.getKey());
        // The upper 53 bits, between 0 and 1 and never either.
        double uniform = Math.scalb((hash >>> 11) + 0.5, -53);
        return weighted.getValue() / -Math.log(uniform);
    }
}
