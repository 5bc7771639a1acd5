package io.hongbao.pay.trouble;

import io.hongbao.contracts.overload.PaymentTrouble;

/**
 * The level of trouble, moved at each look by the part of the last payments that are in trouble. It
 * rises at once to what is measured, once that is half a level above it, and falls by one level
 * after {@link #CALM} looks in a row that all measured 1.5 levels less: so it goes with trouble,
 * stays at the upper end of what noise measures, and is back from the highest within {@link
 * #WINDOW} + {@link PaymentTrouble#MAX} × {@link #CALM} looks. For one writer.
 */
final class TroubleLevel {

    /** What is measured is a mean of so many looks. */
    static final int WINDOW = 20;

    static final int CALM = 16;

    /** A part of fewer payments says little. */
    static final int PAYMENTS_MIN = 5;

    private static final double RISE = 0.5;

    /** More than noise, so that a level at the upper end of it stays. */
    private static final double FALL = 1.5;

    /** Of measured levels: the first level falls although something always fails somewhere. */
    private static final double LOWEST = 0.25;

    private final long[] answered = new long[WINDOW];
    private final long[] troubled = new long[WINDOW];
    private int look;
    private int calm;
    private volatile int level;

    /** 0 to {@link PaymentTrouble#MAX}; any thread may ask. */
    int level() {
        return level;
    }

    /**
     * One look.
     *
     * @param shed the part of all ranks of calls that is refused now, 0 to 1
     */
    void looked(PaymentOutcomes.Counts since, double shed) {
        answered[look] = since.answered();
        troubled[look] = since.troubled();
        look = (look + 1) % WINDOW;
        level = next(level, PaymentTrouble.MAX * Math.max(shed, troubledPart()));
    }

    private int next(int before, double measured) {
        boolean less = before > 0 && measured < Math.max(before - FALL, LOWEST);
        calm = less ? calm + 1 : 0;
        if (measured >= before + RISE) {
            return Math.toIntExact(Math.round(measured));
        }
        if (calm < CALM) {
            return before;
        }
        calm = 0;
        return before - 1;
    }

    private double troubledPart() {
        long all = 0;
        long bad = 0;
        for (int i = 0; i < WINDOW; i++) {
            all += answered[i];
            bad += troubled[i];
        }
        return Math.min(1, (double) bad / Math.max(all, PAYMENTS_MIN));
    }
}
