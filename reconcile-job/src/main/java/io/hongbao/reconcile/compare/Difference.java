package io.hongbao.reconcile.compare;

import io.hongbao.reconcile.kind.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lines of the two sides that do not match; one of them may be missing. */
public record Difference(Comparison comparison, @Nullable Line cause, @Nullable Line effect) {

    /** All differences between the lines of one block. Pure. */
    public static List<Difference> of(
            Comparison comparison, List<Line> causes, List<Line> effects) {
        var differences = new ArrayList<Difference>();
        Map<String, Line> unmatched = new HashMap<>();
        for (Line cause : causes) {
            if (unmatched.putIfAbsent(cause.id(), cause) != null) {
                differences.add(new Difference(comparison, cause, null));
            }
        }
        for (Line effect : effects) {
            Line cause = unmatched.remove(effect.id());
            if (cause == null || !cause.sameAs(effect)) {
                differences.add(new Difference(comparison, cause, effect));
            }
        }
        unmatched
                .values()
                .forEach(cause -> differences.add(new Difference(comparison, cause, null)));
        return differences;
    }

    /** Whether this may be under way: the effect may still come. */
    public boolean lacksEffect() {
        return effect == null;
    }

    public Kind kind() {
        if (effect == null) {
            return comparison.kinds().missing();
        }
        return cause == null ? comparison.kinds().uncaused() : comparison.kinds().different();
    }

    /** The cause, or the effect where there is none. */
    public Line line() {
        return cause != null ? cause : Objects.requireNonNull(effect);
    }

    /** The amount in question: of both, the difference. */
    public long fen() {
        if (cause == null || effect == null) {
            return line().fen();
        }
        return Math.abs(cause.fen() - effect.fen());
    }

    /** What was found on both sides. */
    public String evidence() {
        return told(cause) + " | " + told(effect);
    }

    private static String told(@Nullable Line line) {
        return line == null ? "nothing" : line.told();
    }
}
