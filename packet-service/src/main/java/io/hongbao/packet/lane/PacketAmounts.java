package io.hongbao.packet.lane;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hongbao.contracts.amount.PacketSeed;
import io.hongbao.contracts.amount.ShareAmounts;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.money.Money;
import io.hongbao.packet.state.PacketTerms;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.List;
import java.util.Set;

/** The amounts of packets that are being opened: computed once, kept while there is room. */
public final class PacketAmounts {

    private static final long SHARES_MAX = 1_000_000;

    private final DayKeys seedKeys;
    private final Cache<OrderNumber, List<Money>> amounts =
            Caffeine.newBuilder()
                    .maximumWeight(SHARES_MAX)
                    .weigher((OrderNumber _, List<Money> each) -> each.size())
                    // Looks after itself as it is used: to wake a thread for it costs more.
                    .executor(Runnable::run)
                    .recordStats()
                    .build();

    public PacketAmounts(DayKeys seedKeys, MeterRegistry registry) {
        this.seedKeys = seedKeys;
        CaffeineCacheMetrics.monitor(registry, amounts, "share_amounts", Set.of());
    }

    /** Share k's amount at index k. */
    List<Money> of(PacketTerms terms) {
        return amounts.get(terms.number(), number -> compute(number, terms));
    }

    private List<Money> compute(OrderNumber number, PacketTerms terms) {
        return ShareAmounts.of(
                terms.kind(), terms.total(), terms.shares(), PacketSeed.of(seedKeys, number));
    }
}
