package io.hongbao.bench.capacity;

/**
 * What users do in one second, in the published mix: 1 open : 20 grabs : 10 details, and 2.6 opens
 * a wrap. Source: WeChat's figures of New Year's Eve (DESIGN).
 *
 * @param opens of shares
 * @param wraps each with its payment
 * @param morePayments beyond those of the wraps
 */
public record Demand(double opens, double wraps, double morePayments) {

    static final double GRABS_AN_OPEN = 20;
    static final double VIEWS_AN_OPEN = 10;
    static final double OPENS_A_WRAP = 2.6;

    /**
     * All kinds of operations for one open: the open, its grabs and details, its part of a wrap.
     */
    private static final double OPERATIONS_AN_OPEN =
            1 + GRABS_AN_OPEN + VIEWS_AN_OPEN + 1 / OPENS_A_WRAP;

    /** {@code operations} are sends and opens, as WeChat counts; grabs and details come on top. */
    public static Demand ofSendsAndOpens(double operations, double payments) {
        double wraps = mustBePositive("--ops", operations) / (1 + OPENS_A_WRAP);
        return of(wraps * OPENS_A_WRAP, payments);
    }

    /** {@code operations} are all calls of the mix, with a wrap and its payment as one. */
    public static Demand ofAllOperations(double operations, double payments) {
        return of(mustBePositive("--ops", operations) / OPERATIONS_AN_OPEN, payments);
    }

    private static Demand of(double opens, double payments) {
        double wraps = opens / OPENS_A_WRAP;
        if (payments < 0 || !Double.isFinite(payments)) {
            throw new IllegalArgumentException("must be >= 0: --payments=" + payments);
        }
        return new Demand(opens, wraps, Math.max(0, payments - wraps));
    }

    private static double mustBePositive(String option, double value) {
        if (!(value > 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException("must be > 0: " + option + "=" + value);
        }
        return value;
    }

    public double grabs() {
        return GRABS_AN_OPEN * opens;
    }

    public double views() {
        return VIEWS_AN_OPEN * opens;
    }

    /** Operations of the mix; payments beyond it are not among them. */
    public double mixed() {
        return opens + grabs() + views() + wraps;
    }

    /** Changes of packets in SETs: each wrap is made and activated. */
    public double changes() {
        return opens + 2 * (wraps + morePayments);
    }

    /** Events that become credits and records. */
    public double events() {
        return opens + wraps + morePayments;
    }
}
