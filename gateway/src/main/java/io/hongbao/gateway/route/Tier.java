package io.hongbao.gateway.route;

import io.hongbao.contracts.ticket.Operation;

/** How much an operation matters when not all can be served: the last tier is refused first. */
enum Tier {
    /** Money is moving: pay and open. */
    FIRST,
    /** What leads there: wrap and grab. */
    SECOND,
    /** Details of one packet. */
    THIRD,
    /** Lists and wallet home. */
    FOURTH;

    static Tier of(Operation operation) {
        return switch (operation) {
            case PAY, OPEN, TOP_UP, BATCH, ACTIVATE -> FIRST;
            case WRAP, GRAB, VIEW_PAYMENT, VIEW_SUMMARY -> SECOND;
            case VIEW_PACKET -> THIRD;
            case VIEW_WALLET, LIST_PACKETS -> FOURTH;
        };
    }
}
