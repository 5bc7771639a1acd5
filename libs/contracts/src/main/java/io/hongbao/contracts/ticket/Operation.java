package io.hongbao.contracts.ticket;

import io.hongbao.contracts.overload.Tier;

/** What a ticket permits. A ticket for one operation is refused for every other. */
public enum Operation {
    WRAP(Tier.SECOND),
    GRAB(Tier.SECOND),
    OPEN(Tier.FIRST),
    VIEW_PACKET(Tier.THIRD),
    VIEW_PAYMENT(Tier.FIRST),
    PAY(Tier.FIRST),
    VIEW_WALLET(Tier.FOURTH),
    VIEW_BALANCE(Tier.SECOND),
    TOP_UP(Tier.FIRST),
    LIST_PACKETS(Tier.FOURTH),
    LIST_NOTIFICATIONS(Tier.FOURTH),
    LIST_TRANSFERS(Tier.FOURTH),
    /** Showing a picture that others pay to see. */
    POST_MOMENT(Tier.FOURTH),
    /** Asking to see the picture of a moment. */
    VIEW_MOMENT(Tier.FOURTH),
    /** Asking who has seen it. */
    SHOW_MOMENT(Tier.FOURTH),
    LIST_MOMENTS(Tier.FOURTH),
    LIST_CARDS(Tier.SECOND),
    BIND_CARD(Tier.SECOND),
    UNBIND_CARD(Tier.SECOND),
    /** One call of the gateway that carries many items, each with a ticket of its own. */
    BATCH(Tier.FIRST),
    /** The pay service telling the packet service that money moved. */
    ACTIVATE(Tier.FIRST),
    /** The pay service asking the packet service what is to be paid. */
    VIEW_SUMMARY(Tier.FIRST),
    /** The packet service asking the pay service of which SETs somebody has an order number. */
    LIST_PAID_SETS(Tier.FIRST),
    /** The packet service giving payments back to the pay service, whose SETs do not take them. */
    PARK_PAYMENTS(Tier.FIRST);

    private final Tier tier;

    Operation(Tier tier) {
        this.tier = tier;
    }

    /** When it is refused; what processes do among themselves is refused last. */
    public Tier tier() {
        return tier;
    }
}
