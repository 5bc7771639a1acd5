package io.hongbao.reconcile.tell;

import java.util.Locale;

/** Amounts as people read them. */
final class Yuan {

    private Yuan() {}

    /** {@code 1234567} fen is {@code 12,345.67}. */
    static String of(long fen) {
        long whole = Math.abs(fen);
        return String.format(
                Locale.ROOT, "%s%,d.%02d", fen < 0 ? "-" : "", whole / 100, whole % 100);
    }

    /** {@code 1234567} is {@code 1,234,567}. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
