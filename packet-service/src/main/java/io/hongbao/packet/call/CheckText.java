package io.hongbao.packet.call;

import io.hongbao.serving.problem.ProblemException;

/** Holds what users write to each other to what everybody can be shown. */
public final class CheckText {

    private CheckText() {}

    /**
     * Throws a problem that names the field.
     *
     * @param lengthMax in code points
     */
    public static void check(String field, String text, int lengthMax) {
        int length = text.codePointCount(0, text.length());
        if (length > lengthMax) {
            throw ProblemException.field(
                    field, "must have at most " + lengthMax + " characters: length=" + length);
        }
        if (text.codePoints().anyMatch(CheckText::unprintable)) {
            throw ProblemException.field(field, "must have no control characters");
        }
    }

    /** Control characters, line and paragraph ends, and halves of characters. */
    private static boolean unprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> false;
        };
    }
}
