package io.hongbao.contracts.ticket;

import java.util.Locale;

/**
 * From whom to whom a ticket goes. Each has a key ring of its own, which makes tickets for its own
 * operations only: whoever holds the gateway's keys can activate nothing.
 */
public enum Hop {
    GATEWAY_PACKET(ServiceName.GATEWAY, ServiceName.PACKET_SERVICE, "gk"),
    GATEWAY_PAY(ServiceName.GATEWAY, ServiceName.PAY_SERVICE, "gy"),
    PAY_PACKET(ServiceName.PAY_SERVICE, ServiceName.PACKET_SERVICE, "yk"),
    PACKET_PACKET(ServiceName.PACKET_SERVICE, ServiceName.PACKET_SERVICE, "kk"),
    PACKET_PAY(ServiceName.PACKET_SERVICE, ServiceName.PAY_SERVICE, "ky");

    private final ServiceName issuer;
    private final ServiceName audience;
    private final String form;

    Hop(ServiceName issuer, ServiceName audience, String form) {
        this.issuer = issuer;
        this.audience = audience;
        this.form = form;
    }

    public ServiceName issuer() {
        return issuer;
    }

    public ServiceName audience() {
        return audience;
    }

    /** Whether tickets for this operation go this way. */
    public boolean permits(Operation operation) {
        return switch (operation) {
            case WRAP, GRAB, OPEN, VIEW_PACKET, POST_MOMENT, VIEW_MOMENT, SHOW_MOMENT ->
                    this == GATEWAY_PACKET;
            case VIEW_PAYMENT,
                    PAY,
                    VIEW_WALLET,
                    VIEW_BALANCE,
                    TOP_UP,
                    LIST_PACKETS,
                    LIST_NOTIFICATIONS,
                    LIST_TRANSFERS,
                    LIST_MOMENTS,
                    LIST_CARDS,
                    BIND_CARD,
                    UNBIND_CARD ->
                    this == GATEWAY_PAY;
            case VIEW_SUMMARY -> this == PAY_PACKET;
            case LIST_PAID_SETS, PARK_PAYMENTS -> this == PACKET_PAY;
            case ACTIVATE -> this == PAY_PACKET || this == PACKET_PACKET;
            case BATCH -> true;
        };
    }

    /** The name of its key ring in settings: {@code gateway-packet}. */
    public String settingName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How its tickets begin. */
    String form() {
        return form;
    }
}
