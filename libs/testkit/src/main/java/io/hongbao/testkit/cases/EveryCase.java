package io.hongbao.testkit.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Replays a test body until every combination of its choices was tried.
 *
 * <pre>{@code
 * var every = new EveryCase();
 * while (every.next()) {
 *     int shares = every.choose(1, 4);
 *     boolean paid = every.choose();
 *     …
 * }
 * }</pre>
 *
 * <p>A choice may depend on earlier ones. The body must make the same choices when the earlier
 * answers are the same; anything else is found out and refused.
 */
public final class EveryCase {

    /** More than this is no small space: try a part of it by {@link Seeds}. */
    private static final int CASES_MAX = 5_000_000;

    /** The choices of this case, in the order they were made. */
    private final List<Choice> choices = new ArrayList<>();

    private int made;
    private int cases;

    private record Choice(long min, long max, long chosen) {

        boolean last() {
            return chosen == max;
        }

        Choice following() {
            return new Choice(min, max, chosen + 1);
        }
    }

    /** Goes on to the next case; false when all were tried. */
    public boolean next() {
        if (cases == 0) {
            cases = 1;
            return true;
        }
        if (made != choices.size()) {
            throw new IllegalStateException(
                    "a replayed case must make the same choices: before="
                            + choices.size()
                            + ", now="
                            + made);
        }
        while (!choices.isEmpty() && choices.getLast().last()) {
            choices.removeLast();
        }
        if (choices.isEmpty()) {
            return false;
        }
        choices.add(choices.removeLast().following());
        made = 0;
        cases++;
        if (cases > CASES_MAX) {
            throw new IllegalStateException("must be a small space: cases > " + CASES_MAX);
        }
        return true;
    }

    /** Each number from min to max, both included. */
    public int choose(int min, int max) {
        return Math.toIntExact(choose((long) min, (long) max));
    }

    /** Each number from min to max, both included. */
    public long choose(long min, long max) {
        if (min > max) {
            throw new IllegalArgumentException("min must be <= max: min=" + min + ", max=" + max);
        }
        if (cases == 0) {
            throw new IllegalStateException("next() comes before the first choice");
        }
        if (made == choices.size()) {
            choices.add(new Choice(min, max, min));
        }
        Choice choice = choices.get(made);
        if (choice.min() != min || choice.max() != max) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "a replayed case must make the same choices: before=%d…%d, now=%d…%d",
                            choice.min(),
                            choice.max(),
                            min,
                            max));
        }
        made++;
        return choice.chosen();
    }

    /** False, then true. */
    public boolean choose() {
        return choose(0, 1) == 1;
    }

    /** Each of them, in their order. */
    public <T> T choose(List<T> values) {
        return values.get(choose(0, values.size() - 1));
    }

    /**
     * Chance that leaves nothing to chance: each bounded draw (a number within bounds, a boolean)
     * is one more choice. An unbounded draw has too many cases and is refused.
     */
    public RandomGenerator random() {
        return new EveryDraw();
    }

    /** How many cases were tried so far. */
    public int cases() {
        return cases;
    }

    /** The choices of this case, for messages. */
    @Override
    public String toString() {
        return choices.stream().limit(made).map(Choice::chosen).toList().toString();
    }

    private final class EveryDraw implements RandomGenerator {

        @Override
        public long nextLong(long origin, long bound) {
            return choose(origin, bound - 1);
        }

        @Override
        public long nextLong(long bound) {
            return nextLong(0, bound);
        }

        @Override
        public int nextInt(int origin, int bound) {
            return choose(origin, bound - 1);
        }

        @Override
        public int nextInt(int bound) {
            return nextInt(0, bound);
        }

        @Override
        public boolean nextBoolean() {
            return choose();
        }

        @Override
        public long nextLong() {
            throw new UnsupportedOperationException("draws must be bounded to try every one");
        }
    }
}
