package io.hongbao.pay.operation;

import io.hongbao.serving.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** How many lines of a list a caller wants at once. */
public final class PageLimit {

    private static final int DEFAULT = 20;

    private PageLimit() {}

    /**
     * The number that {@code text} is; throws {@link ProblemException} naming the parameter.
     *
     * @param max at most 999
     */
    public static int of(@Nullable String text, int max) {
        if (text == null) {
            return DEFAULT;
        }
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > max) {
            throw ProblemException.field("limit", "must be 1 to " + max);
        }
        return Integer.parseInt(text);
    }
}
