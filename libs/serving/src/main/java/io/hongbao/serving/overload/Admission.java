package io.hongbao.serving.overload;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.overload.AdmissionRank;
import io.hongbao.contracts.overload.Tier;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.runtime.Switches;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which calls this process serves now: those that its own level admits, and of tiers that no
 * operator has switched off. Costs no lock and no memory to ask.
 */
public final class Admission {

    private static final long RETRY_MIN_MILLIS = 1_000;
    private static final long RETRY_SPAN_MILLIS = 3_000;

    private final IntSupplier level;
    private final Switches switches;
    private final InstantSource clock;
    private final Map<Tier, Counter> refused = new EnumMap<>(Tier.class);

    /**
     * Of a process.
     *
     * @param level ranks that it admits by itself
     */
    public Admission(
            IntSupplier level, Switches switches, InstantSource clock, MeterRegistry registry) {
        this.level = level;
        this.switches = switches;
        this.clock = clock;
        for (Tier tier : Tier.values()) {
            refused.put(
                    tier,
                    Counter.builder("hongbao.overload.refused")
                            .description("Calls refused before any work was spent on them")
                            .tag("tier", tier.label())
                            .register(registry));
        }
    }

    /** Ranks that this process admits, 0 to {@link AdmissionRank#ALL}: what callers are told. */
    public int admitted() {
        return Math.min(level.getAsInt(), switches.ranksOn());
    }

    /** Whether the user's calls of this tier are served. A no is counted as a refusal. */
    public boolean admits(Tier tier, @Nullable UserId user) {
        return admits(tier, user, admitted());
    }

    /** The same, for what another process told that it admits. */
    public boolean admits(Tier tier, @Nullable UserId user, int ranks) {
        return ranks == AdmissionRank.ALL
                || count(tier, AdmissionRank.of(tier, user, clock.instant()) < ranks);
    }

    private boolean count(Tier tier, boolean admits) {
        if (!admits) {
            Objects.requireNonNull(refused.get(tier)).increment();
        }
        return admits;
    }

    /** Throws {@code 503 overloaded} when nothing of the tier is served. */
    public void check(Tier tier) {
        if (!count(tier, AdmissionRank.first(tier) < admitted())) {
            throw overloaded();
        }
    }

    /** Throws {@code 503 overloaded} when the user's calls of this tier are not served. */
    public void check(Tier tier, @Nullable UserId user) {
        check(tier, user, admitted());
    }

    /** The same, for what another process told that it admits. */
    public void check(Tier tier, @Nullable UserId user, int ranks) {
        if (!admits(tier, user, ranks)) {
            throw overloaded();
        }
    }

    /** Whoever is refused together must not come back together: the microsecond decides. */
    private ProblemException overloaded() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        long millis = RETRY_MIN_MILLIS + micros % RETRY_SPAN_MILLIS;
        return ProblemException.of(ProblemCode.OVERLOADED, "must be tried again later")
                .retryAfter(Duration.ofMillis(millis));
    }
}
