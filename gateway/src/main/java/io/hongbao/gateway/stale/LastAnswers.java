package io.hongbao.gateway.stale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hongbao.contracts.id.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last good answers to each user, as many as there is room for. An answer is told to
 * the user who got it, to the same path and query, and to nobody else. Once {@link #forget} has
 * returned, no answer is found, or remembered, that was asked for before it: what a user did by
 * this gateway is never undone by what it remembers.
 */
public final class LastAnswers {

    /** The most answers to one user; beyond it the oldest is forgotten. */
    static final int ANSWERS_MAX = 8;

    /** What an entry takes of the heap beside its answers. */
    private static final int ENTRY_BYTES = 130;

    /** Of the count of changes; users who share one lose nothing but an answer now and then. */
    private static final int COUNTS = 1 << 16;

    private final Cache<UserId, List<LastAnswer>> users;

    /** How often a user, or one of those who share the count, changed something. */
    private final AtomicIntegerArray changes = new AtomicIntegerArray(COUNTS);

    private final long lifetimeNanos;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /** {@code nanoTime}: as {@link System#nanoTime}. */
    LastAnswers(
            StaleSettings settings,
            MeterRegistry registry,
            InstantSource clock,
            LongSupplier nanoTime) {
        lifetimeNanos = settings.lifetime().toNanos();
        this.clock = clock;
        this.nanoTime = nanoTime;
        users =
                Caffeine.newBuilder()
                        .maximumWeight(settings.memoryMax().toBytes())
                        .weigher((UserId _, List<LastAnswer> answers) -> weight(answers))
                        .expireAfterWrite(settings.lifetime())
                        .ticker(nanoTime::getAsLong)
                        // Looks after itself as it is used: to wake a thread for it costs more.
                        .executor(Runnable::run)
                        .recordStats()
                        .build();
        CaffeineCacheMetrics.monitor(registry, users, "last_answers", Set.of());
    }

    /** A call whose answer may be remembered, as it begins. */
    public record Asked(UserId user, String target, Instant at, long atNanos, int changes) {}

    /** {@code target}: path and query. */
    public Asked asked(UserId user, String target) {
        return new Asked(
                user,
                target,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                nanoTime.getAsLong(),
                changes.get(count(user)));
    }

    /** Takes down a good answer, a JSON object; unless the user changed something meanwhile. */
    public void remember(Asked asked, byte[] body) {
        users.asMap()
                .compute(
                        asked.user(),
                        // What was changed before this looks is seen; what is changed later is
                        // forgotten later: forgetting waits for it.
                        (user, known) ->
                                changes.get(count(user)) == asked.changes()
                                        ? with(known, answer(asked, body))
                                        : known);
    }

    private static LastAnswer answer(Asked asked, byte[] body) {
        return new LastAnswer(asked.target(), body, asked.at(), asked.atNanos());
    }

    private static List<LastAnswer> with(@Nullable List<LastAnswer> known, LastAnswer latest) {
        var answers = new ArrayList<LastAnswer>(ANSWERS_MAX);
        answers.add(latest);
        if (known != null) {
            known.stream()
                    .filter(each -> !each.isFor(latest.target()))
                    .limit(ANSWERS_MAX - 1)
                    .forEach(answers::add);
        }
        return List.copyOf(answers);
    }

    /** The last answer to this user, marked; empty when there is none, or it is too old. */
    public Optional<byte[]> find(UserId user, String target, StaleMark mark) {
        List<LastAnswer> answers = users.getIfPresent(user);
        if (answers == null) {
            return Optional.empty();
        }
        long now = nanoTime.getAsLong();
        return answers.stream()
                .filter(each -> each.isFor(target) && now - each.atNanos() <= lifetimeNanos)
                .findFirst()
                .map(mark::of);
    }

    /** To be called when something that a user changed is done, before the user is told. */
    public void forget(UserId user) {
        changes.incrementAndGet(count(user));
        users.invalidate(user);
    }

    private static int count(UserId user) {
        long mixed = user.value() * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 48);
    }

    private static int weight(List<LastAnswer> answers) {
        return ENTRY_BYTES + answers.stream().mapToInt(LastAnswer::weight).sum();
    }

    /** Roughly, of all answers together. */
    long bytes() {
        users.cleanUp();
        return users.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }
}
