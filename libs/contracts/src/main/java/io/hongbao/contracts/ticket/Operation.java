package io.hongbao.contracts.ticket;

/** What a ticket permits. A ticket for one operation is refused for every other. */
public enum Operation {
    WRAP,
    GRAB,
    OPEN,
    VIEW_PACKET,
    VIEW_PAYMENT,
    PAY,
    VIEW_WALLET,
    VIEW_BALANCE,
    TOP_UP,
    LIST_PACKETS,
    LIST_NOTIFICATIONS,
    LIST_TRANSFERS,
    LIST_CARDS,
    BIND_CARD,
    UNBIND_CARD,
    /** One call of the gateway that carries many items, each with a ticket of its own. */
    BATCH,
    /** The pay service telling the packet service that money moved. */
    ACTIVATE,
    /** The pay service asking the packet service what is to be paid. */
    VIEW_SUMMARY,
    /** The packet service asking the pay service of which SETs somebody has an order number. */
    LIST_PAID_SETS,
    /** The packet service giving payments back to the pay service, whose SETs do not take them. */
    PARK_PAYMENTS
}
