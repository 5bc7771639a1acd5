package io.hongbao.bench.storm;

import java.time.Duration;

/** Whole seconds of a run, from the first to the one before {@code to}. */
record Span(int from, int to) {

    static Span first(Duration length) {
        return new Span(0, Math.toIntExact(length.toSeconds()));
    }

    /** What follows it. */
    Span then(Duration length) {
        return new Span(to, to + Math.toIntExact(length.toSeconds()));
    }

    /** Both, and what is between. */
    Span until(Span last) {
        return new Span(from, last.to);
    }

    int seconds() {
        return to - from;
    }
}
