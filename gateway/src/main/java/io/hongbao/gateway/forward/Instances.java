package io.hongbao.gateway.forward;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.gateway.forward.Reply.Silence;
import java.time.Duration;
import java.util.Optional;

/**
 * Chooses who serves a call: the owner, unless it gave no answer a moment ago. Who was unreachable
 * is avoided altogether, who broke off or was silent only for the same scope: one hung SET makes an
 * instance silent about that SET. When all are avoided, the owner is asked again.
 */
public final class Instances {

    private static final String EVERYTHING = "";
    private static final long AVOIDED_MAX = 10_000;

    private final Cache<Spot, Silence> avoided;

    Instances(Duration avoidFor, Ticker ticker) {
        avoided =
                Caffeine.newBuilder()
                        .maximumSize(AVOIDED_MAX)
                        .expireAfterWrite(avoidFor)
                        .ticker(ticker)
                        .build();
    }

    private record Spot(Instance instance, String scope) {}

    /** Who is asked first. */
    public Instance first(Lineup lineup) {
        for (Instance instance : lineup.ranked()) {
            if (!avoids(instance, lineup.scope())) {
                return instance;
            }
        }
        return lineup.ranked().getFirst();
    }

    /**
     * Who is asked after {@code tried} gave no answer. Where there is only one instance, it is
     * asked again when the connection broke: that happens to pooled connections of an instance that
     * is well.
     */
    public Optional<Instance> next(Lineup lineup, Instance tried, Silence reason) {
        Optional<Instance> other = other(lineup, tried);
        if (other.isPresent()) {
            return other;
        }
        return lineup.ranked().stream()
                .filter(instance -> !instance.equals(tried))
                .findFirst()
                .or(() -> reason == Silence.BROKEN ? Optional.of(tried) : Optional.empty());
    }

    /** Another instance that is not avoided. */
    public Optional<Instance> other(Lineup lineup, Instance instance) {
        for (Instance other : lineup.ranked()) {
            if (!other.equals(instance) && !avoids(other, lineup.scope())) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    public boolean avoids(Instance instance, String scope) {
        if (avoided.estimatedSize() == 0) {
            return false;
        }
        return avoided.getIfPresent(new Spot(instance, EVERYTHING)) != null
                || avoided.getIfPresent(new Spot(instance, scope)) != null;
    }

    /** Notes that {@code instance} gave no answer. */
    public void avoid(Instance instance, String scope, Silence reason) {
        String about =
                switch (reason) {
                    case UNREACHABLE -> EVERYTHING;
                    case BROKEN, TIMED_OUT -> scope;
                };
        avoided.put(new Spot(instance, about), reason);
    }
}
