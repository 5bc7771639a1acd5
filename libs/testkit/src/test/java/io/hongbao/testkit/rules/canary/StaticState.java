package io.hongbao.testkit.rules.canary;

/** Shares a count with everybody. */
final class StaticState {

    static int count;

    private StaticState() {}
}
