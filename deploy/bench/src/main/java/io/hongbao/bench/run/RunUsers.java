package io.hongbao.bench.run;

import io.hongbao.bench.check.AnswerLog;
import io.hongbao.bench.check.Databases;
import io.hongbao.bench.check.RunCheck;
import io.hongbao.bench.check.RunCheck.Outcome;
import io.hongbao.bench.crowd.Crowd;
import io.hongbao.bench.crowd.LocalKeys;
import io.hongbao.bench.crowd.UnopenedPackets;
import io.hongbao.bench.traffic.Traffic;
import io.hongbao.local.suite.LocalSuite;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Everybody who uses the suite in one run, and what they were told: nobody used it before. */
public final class RunUsers {

    /** Longer than a run. */
    private static final Duration TOKENS_LAST = Duration.ofHours(6);

    /** No two runs begin within the same second. */
    private static final int USERS_MAX = 100_000;

    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(3);

    private final InstantSource clock;
    private final Instant until;
    private final LocalKeys keys;
    private final RandomGenerator random;
    private final AnswerLog answers;
    private final long first;
    private long next;

    public RunUsers(Path project, InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
        Instant now = clock.instant();
        until = now.plus(TOKENS_LAST);
        keys = LocalKeys.read(project);
        answers = new AnswerLog(now);
        first = now.getEpochSecond() * USERS_MAX;
        next = first;
    }

    /** Some of them, with packets of their own. */
    public record Group(Traffic traffic, UnopenedPackets stock) {}

    /** So many more; {@code batch} items are in a call that goes straight to a service. */
    public Group group(int users, int batch) {
        if (next + users > first + USERS_MAX) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "must be <= %d in one run: users=%d",
                            USERS_MAX,
                            next + users - first));
        }
        var crowd = new Crowd(next, users, keys, until);
        next += users;
        var stock = new UnopenedPackets();
        return new Group(
                new Traffic(crowd, stock, answers, keys.tickets(), clock, random, batch), stock);
    }

    /** Whether all that they were told is true; of a quiet suite. */
    public Outcome check(LocalSuite suite) {
        return new RunCheck(suite, new Databases(suite))
                .check(answers, first, next - 1, SETTLE_LIMIT);
    }
}
