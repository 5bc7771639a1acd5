package io.hongbao.bench.traffic;

/**
 * All that users call, each for itself: its tier, and how often it comes. 1 open : 20 grabs : 10
 * details and 2.6 opens a wrap are the figures of WeChat's New Year's Eve; of the other calls
 * nothing is published, and their numbers are guesses.
 */
public enum UserCall {
    OPEN(1, 26),
    /** By change; in the place of those that would pay for what was not wrapped, a look. */
    PAY(1, 8),
    PAY_BY_CARD(1, 2),
    VIEW_PAYMENT(1, 10),
    TOP_UP(1, 1),
    GRAB(2, 520),
    WRAP(2, 10),
    /** A seventh of those who are at the wallet home. */
    VIEW_BALANCE(2, 10),
    LIST_CARDS(2, 5),
    VIEW_PACKET(3, 260),
    VIEW_WALLET(4, 70),
    LIST_PACKETS(4, 40),
    LIST_NOTIFICATIONS(4, 40),
    LIST_TRANSFERS(4, 10);

    private static final int ALL = 1_012;

    private final int tier;
    private final int weight;

    UserCall(int tier, int weight) {
        this.tier = tier;
        this.weight = weight;
    }

    /** 1 to 4; the last is refused first. */
    public int tier() {
        return tier;
    }

    int weight() {
        return weight;
    }

    /** Its part of all calls. */
    public double part() {
        return (double) weight / ALL;
    }
}
