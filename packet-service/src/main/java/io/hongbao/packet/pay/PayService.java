package io.hongbao.packet.pay;

import io.hongbao.contracts.id.SetId;
import java.util.Set;

/** What the packet service asks the pay service. */
@FunctionalInterface
public interface PayService {

    /**
     * The SETs of which somebody has an order number, by the account of all wallet shards. Throws
     * {@link PayServiceSilent} when not all of them can be asked now.
     */
    Set<SetId> paidSets();
}
