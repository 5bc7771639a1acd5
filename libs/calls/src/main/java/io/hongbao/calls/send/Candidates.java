package io.hongbao.calls.send;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.hongbao.calls.route.Route;
import io.hongbao.contracts.routing.Instance;
import java.time.Duration;
import java.util.Optional;

/**
 * Chooses who is asked: the owner, unless it did not answer a moment ago. Who was unreachable is
 * avoided altogether, who broke off or timed out only for the same scope: one hung SET makes an
 * instance silent about that SET. When all are avoided, the owner is asked again.
 *
 * <p>A call that was not answered is tried once more, and only while second tries are a part of all
 * calls: every call of ours is safe to repeat.
 */
public final class Candidates {

    private static final String EVERYTHING = "";
    private static final long AVOIDED_MAX = 10_000;

    private final Cache<AvoidKey, CallFailure> avoided;
    private final RetryBudget budget;
    private final CallMetrics metrics;
    private final Ticker ticker;

    Candidates(Duration avoidFor, RetryBudget budget, CallMetrics metrics, Ticker ticker) {
        this.budget = budget;
        this.metrics = metrics;
        this.ticker = ticker;
        avoided =
                Caffeine.newBuilder()
                        .maximumSize(AVOIDED_MAX)
                        .expireAfterWrite(avoidFor)
                        .ticker(ticker)
                        .executor(Runnable::run)
                        .build();
    }

    private record AvoidKey(Instance instance, String scope) {}

    /** Of a call that begins now. */
    public Attempts attempts(Route route) {
        return new Attempts(route, this, ticker::read);
    }

    /** Who is asked first. */
    Instance first(Route route) {
        budget.called();
        for (Instance instance : route.candidates()) {
            if (!avoids(instance, route.scope())) {
                return instance;
            }
        }
        return route.candidates().getFirst();
    }

    /**
     * Who is asked after {@code tried} did not answer; empty when nobody else is there, or when too
     * many calls are tried twice. Where there is only one instance, it is asked again when the
     * connection broke: that happens to pooled connections of an instance that is well.
     */
    Optional<Instance> next(Route route, Instance tried, CallFailure reason) {
        Optional<Instance> next =
                other(route, tried)
                        .or(() ->
                                route.candidates().stream()
                                        .filter(instance -> !instance.equals(tried))
                                        .findFirst())
                        .or(() ->
                                reason == CallFailure.BROKEN
                                        ? Optional.of(tried)
                                        : Optional.empty());
        if (next.isEmpty()) {
            return next;
        }
        if (!budget.take()) {
            metrics.notRepeated();
            return Optional.empty();
        }
        metrics.repeated();
        return next;
    }

    /** Whether somebody else is there who is not avoided. */
    public boolean hasOther(Route route, Instance instance) {
        return other(route, instance).isPresent();
    }

    private Optional<Instance> other(Route route, Instance instance) {
        for (Instance other : route.candidates()) {
            if (!other.equals(instance) && !avoids(other, route.scope())) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    public boolean avoids(Instance instance, String scope) {
        if (avoided.estimatedSize() == 0) {
            return false;
        }
        return avoided.getIfPresent(new AvoidKey(instance, EVERYTHING)) != null
                || avoided.getIfPresent(new AvoidKey(instance, scope)) != null;
    }

    /** Notes that {@code instance} did not answer. */
    public void notAnswered(Instance instance, String scope, CallFailure reason) {
        metrics.notAnswered(reason);
        String about =
                switch (reason) {
                    case UNREACHABLE -> EVERYTHING;
                    case BROKEN, TIMED_OUT -> scope;
                };
        avoided.put(new AvoidKey(instance, about), reason);
    }
}
