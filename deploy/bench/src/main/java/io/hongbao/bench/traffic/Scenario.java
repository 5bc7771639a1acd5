package io.hongbao.bench.traffic;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is measured. */
public enum Scenario {
    /** Opens of many packets of 10 shares. */
    OPEN_MANY(10),
    /** Opens of one packet of 500 shares at a time: no packet may have more. */
    OPEN_HOT(500),
    /** Grabs of packets with shares left: all of them have to be asked for, none is remembered. */
    GRAB(10),
    /** Looks at packets with opens. */
    DETAILS(10),
    /** A wrap and its payment by change: two calls. */
    WRAP_PAY(10),
    /** A wrap and its payment by card: two calls, and one of the pay service to a sandbox bank. */
    CARD_PAY(10),
    /** A view of a moment, and its payment by change where it is not free: one call or two. */
    MOMENTS(1),
    /** 1 open : 20 grabs : 10 details, and 2.6 opens a wrap with its payment. */
    MIX(10);

    private final int shares;

    Scenario(int shares) {
        this.shares = shares;
    }

    /** How many shares its packets have. */
    public int shares() {
        return shares;
    }

    /** Whether every operation is an open, and so a credit later. */
    public boolean opensOnly() {
        return this == OPEN_MANY || this == OPEN_HOT;
    }

    /** Whether every operation is a wrap with its payment: calls to two services, each alone. */
    public boolean pays() {
        return this == WRAP_PAY || this == CARD_PAY;
    }

    /** Whether it is measured without the gateway as well. */
    public boolean direct() {
        return this != MIX && this != MOMENTS;
    }

    /** As users write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Scenario of(String text) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.text().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no scenario is called " + text + "; there are: " + names()));
    }

    public static String names() {
        return Arrays.stream(values()).map(Scenario::text).collect(Collectors.joining(", "));
    }
}
