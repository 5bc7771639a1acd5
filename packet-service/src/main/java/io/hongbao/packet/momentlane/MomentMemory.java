package io.hongbao.packet.momentlane;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.packet.moment.Moment;
import io.hongbao.packet.moment.MomentView;
import io.hongbao.packet.moment.ViewKey;
import org.jspecify.annotations.Nullable;

/**
 * What never changes any more of a SET's moments: moments, and views that were seen. Written after
 * commits and reads, read by anybody.
 */
final class MomentMemory {

    private static final int MOMENTS_MAX = 2_000;
    private static final int VIEWS_MAX = 10_000;

    private final Cache<OrderNumber, Moment> moments = cache(MOMENTS_MAX);
    private final Cache<ViewKey, MomentView> seen = cache(VIEWS_MAX);

    private static <K, V> Cache<K, V> cache(int entriesMax) {
        return Caffeine.newBuilder().maximumSize(entriesMax).executor(Runnable::run).build();
    }

    @Nullable Moment moment(OrderNumber number) {
        return moments.getIfPresent(number);
    }

    @Nullable MomentView seen(ViewKey key) {
        return seen.getIfPresent(key);
    }

    void remember(Moment committed) {
        moments.put(committed.number(), committed);
    }

    /** Nothing, while it is not seen: it may be paid any time. */
    void remember(MomentView committed) {
        if (committed.seenAt() != null) {
            seen.put(committed.key(), committed);
        }
    }
}
