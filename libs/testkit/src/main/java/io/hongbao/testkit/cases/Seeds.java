package io.hongbao.testkit.cases;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Runs tests on seeded chance. Each run of the build tries new seeds; a failure names its seed, and
 * {@code -Dseed=…} runs that one alone again.
 */
public final class Seeds {

    private static final String PROPERTY = "seed";

    private Seeds() {}

    /** A test on chance. */
    @FunctionalInterface
    public interface Seeded {
        void run(RandomGenerator random) throws Exception;
    }

    /** Runs it once. */
    public static void once(Seeded test) {
        times(1, test);
    }

    /** Runs it with so many seeds; only with the given one when there is {@code -Dseed}. */
    public static void times(int runs, Seeded test) {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            run(Long.parseLong(given), test);
            return;
        }
        var seeds = new SplittableRandom();
        for (int run = 0; run < runs; run++) {
            run(seeds.nextLong(), test);
        }
    }

    private static void run(long seed, Seeded test) {
        try {
            test.run(new SplittableRandom(seed));
        } catch (Exception | AssertionError e) {
            throw new AssertionError("failed with -D" + PROPERTY + "=" + seed + ": " + e, e);
        }
    }
}
