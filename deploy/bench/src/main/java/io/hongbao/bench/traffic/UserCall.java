package io.hongbao.bench.traffic;

import io.hongbao.contracts.ticket.Operation;
import java.util.stream.Stream;

/**
 * All that users call, each for itself: its tier, and how often it comes. 1 open : 20 grabs : 10
 * details and 2.6 opens a wrap are the figures of WeChat's New Year's Eve; of the other calls
 * nothing is published, and their numbers are guesses.
 */
public enum UserCall {
    OPEN(Operation.OPEN, 26),
    /** By change; in the place of those that would pay for what was not wrapped, a look. */
    PAY(Operation.PAY, 8),
    PAY_BY_CARD(Operation.PAY, 2),
    VIEW_PAYMENT(Operation.VIEW_PAYMENT, 10),
    TOP_UP(Operation.TOP_UP, 1),
    GRAB(Operation.GRAB, 520),
    WRAP(Operation.WRAP, 10),
    /** A seventh of those who are at the wallet home. */
    VIEW_BALANCE(Operation.VIEW_BALANCE, 10),
    LIST_CARDS(Operation.LIST_CARDS, 5),
    VIEW_PACKET(Operation.VIEW_PACKET, 260),
    VIEW_WALLET(Operation.VIEW_WALLET, 70),
    LIST_PACKETS(Operation.LIST_PACKETS, 40),
    LIST_NOTIFICATIONS(Operation.LIST_NOTIFICATIONS, 40),
    LIST_TRANSFERS(Operation.LIST_TRANSFERS, 10);

    private static final int ALL = Stream.of(values()).mapToInt(UserCall::weight).sum();

    private final Operation operation;
    private final int weight;

    UserCall(Operation operation, int weight) {
        this.operation = operation;
        this.weight = weight;
    }

    /** 1 to 4; the last is refused first. */
    public int tier() {
        return operation.tier().number();
    }

    int weight() {
        return weight;
    }

    /** Its part of all calls. */
    public double part() {
        return (double) weight / ALL;
    }
}
