package io.hongbao.bench.traffic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The published mix, in an order that is the same in every window: 1 open : 20 grabs : 10 details,
 * and 2.6 opens a wrap. Source: the figures of WeChat's New Year's Eve.
 */
final class Mix {

    static final int OPENS = 26;

    private static final int GRABS = 20 * OPENS;
    private static final int VIEWS = 10 * OPENS;
    private static final int WRAPS = 10;

    static final int OPERATIONS = OPENS + GRABS + VIEWS + WRAPS;

    private final List<Kind> order = new ArrayList<>(OPERATIONS);
    private int next;

    enum Kind {
        OPEN,
        GRAB,
        VIEW,
        WRAP
    }

    Mix(RandomGenerator random) {
        order.addAll(Collections.nCopies(OPENS, Kind.OPEN));
        order.addAll(Collections.nCopies(GRABS, Kind.GRAB));
        order.addAll(Collections.nCopies(VIEWS, Kind.VIEW));
        order.addAll(Collections.nCopies(WRAPS, Kind.WRAP));
        Collections.shuffle(order, Random.from(random));
    }

    Kind next() {
        Kind kind = order.get(next);
        next = (next + 1) % OPERATIONS;
        return kind;
    }
}
