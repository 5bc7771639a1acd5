package io.hongbao.contracts.overload;

import io.hongbao.contracts.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place of a call among all calls: by tier, and in a tier by a part of the users that changes
 * every hour, so that nobody is always the last. A process admits the ranks below a number, and
 * tells its callers the number. After WeChat's DAGOR (Zhou et al., Overload Control for Scaling
 * WeChat Microservices, SoCC 2018), whose levels are business and user priorities.
 */
public final class AdmissionRank {

    /** So many ranks there are; who admits all of them refuses nothing. */
    public static final int ALL = Tier.values().length * Tier.PARTS;

    /** The header of an answer that says how many ranks are admitted; without it, all. */
    public static final String HEADER = "Hongbao-Admits";

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private AdmissionRank() {}

    /** 0 to {@link #ALL} - 1; the first rank of its tier for calls of nobody. */
    public static int of(Tier tier, @Nullable UserId user, Instant now) {
        return first(tier) + (user == null ? 0 : part(user, now));
    }

    /** The first rank of a tier: when it is not admitted, nothing of the tier is. */
    public static int first(Tier tier) {
        return (tier.number() - 1) * Tier.PARTS;
    }

    /** The part of a tier's users that is admitted, 0 to 1, when so many ranks are. */
    public static double admitted(Tier tier, int ranks) {
        return Math.clamp((double) (ranks - first(tier)) / Tier.PARTS, 0, 1);
    }

    /** What the header says; all when it is missing or says nothing that can be meant. */
    public static int told(@Nullable String header) {
        return Optional.ofNullable(header)
                .filter(text -> text.matches("\\d{1,2}"))
                .map(Integer::parseInt)
                .filter(ranks -> ranks < ALL)
                .orElse(ALL);
    }

    /** The finalizer of splitmix64 (Steele, Lea, Flood, OOPSLA 2014): neighbours are far apart. */
    private static int part(UserId user, Instant now) {
        long mixed = user.value() + now.toEpochMilli() / HOUR_MILLIS * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 31), Tier.PARTS);
    }
}
