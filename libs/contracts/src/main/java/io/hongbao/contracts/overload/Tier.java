package io.hongbao.contracts.overload;

import java.util.Locale;

/** How much an operation matters when not all can be served: the last tier is refused first. */
public enum Tier {
    /** Money is moving: pay and open, and what a payment needs to be seen. */
    FIRST(1),
    /** What leads there: wrap, grab, cards, and the exact balance. */
    SECOND(2),
    /** Details of one packet. */
    THIRD(3),
    /** Lists, notifications and wallet home. */
    FOURTH(4);

    /** Users are divided in so many parts, and a tier is refused part by part. */
    static final int PARTS = 8;

    private final int number;

    Tier(int number) {
        this.number = number;
    }

    /** In commands and for people: 1 to 4. */
    public int number() {
        return number;
    }

    /** In metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
