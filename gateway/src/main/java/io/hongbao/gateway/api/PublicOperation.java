package io.hongbao.gateway.api;

import io.hongbao.catalogue.Switch;
import io.hongbao.contracts.overload.Tier;
import io.hongbao.contracts.ticket.Operation;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The operations of the public API: the only place where one is added. {@code docs/openapi.yaml} is
 * held against it. The most frequent come first, since paths are tried in this order.
 */
public enum PublicOperation {
    GRAB(
            "POST /v1/packets/{packetId}/grab",
            Crossing.GRAB,
            Destination.PACKET,
            Budget.COMBINED,
            Memory.FINISHED_PACKET),
    OPEN(
            "POST /v1/packets/{packetId}/open",
            Crossing.OPEN,
            Destination.PACKET,
            Budget.COMBINED,
            Memory.FINISHED_PACKET),
    VIEW_PACKET(
            "GET /v1/packets/{packetId}",
            Crossing.COMBINED,
            Destination.PACKET,
            Budget.PACKET,
            Memory.ENDED_DETAILS),
    WRAP("POST /v1/packets", Crossing.COMBINED, Destination.WRAP, Budget.PACKET, Memory.NOTHING),
    PAY(
            "POST /v1/packets/{packetId}/payment",
            Crossing.COMBINED,
            Destination.PAYMENT,
            Budget.PAY,
            Memory.NOTHING),
    PAY_MOMENT(
            "POST /v1/moments/{momentId}/payment",
            Operation.PAY,
            Crossing.COMBINED,
            Destination.PAYMENT,
            Budget.PAY,
            Memory.NOTHING),
    VIEW_MOMENT(
            "POST /v1/moments/{momentId}/view",
            Crossing.ALONE,
            Destination.PACKET,
            Budget.PACKET,
            Memory.NOTHING),
    SHOW_MOMENT(
            "GET /v1/moments/{momentId}",
            Crossing.ALONE,
            Destination.PACKET,
            Budget.PACKET,
            Memory.NOTHING),
    POST_MOMENT(
            "POST /v1/moments", Crossing.ALONE, Destination.WRAP, Budget.PACKET, Memory.NOTHING),
    VIEW_PAYMENT(
            "GET /v1/packets/{packetId}/payment",
            Crossing.COMBINED,
            Destination.PAYMENT,
            Budget.PAY,
            Memory.NOTHING),
    VIEW_WALLET(
            "GET /v1/me/wallet",
            Crossing.ALONE,
            Destination.WALLET,
            Budget.RECORD,
            Memory.LAST_ANSWER),
    VIEW_BALANCE(
            "GET /v1/me/wallet/change",
            Crossing.ALONE,
            Destination.WALLET,
            Budget.RECORD,
            Memory.NOTHING),
    LIST_PACKETS(
            "GET /v1/me/packets",
            Crossing.ALONE,
            Destination.WALLET,
            Budget.RECORD,
            Memory.LAST_ANSWER),
    LIST_NOTIFICATIONS(
            "GET /v1/me/notifications",
            Crossing.ALONE,
            Destination.WALLET,
            Budget.RECORD,
            Memory.LAST_ANSWER),
    LIST_TRANSFERS(
            "GET /v1/me/wallet/transfers",
            Crossing.ALONE,
            Destination.WALLET,
            Budget.RECORD,
            Memory.LAST_ANSWER),
    LIST_MOMENTS(
            "GET /v1/me/moments",
            Crossing.ALONE,
            Destination.WALLET,
            Budget.RECORD,
            Memory.LAST_ANSWER),
    LIST_CARDS(
            "GET /v1/me/cards", Crossing.ALONE, Destination.WALLET, Budget.RECORD, Memory.NOTHING),
    BIND_CARD("POST /v1/me/cards", Crossing.ROUTE, Destination.WALLET, Budget.PAY, Memory.NOTHING),
    UNBIND_CARD(
            "DELETE /v1/me/cards/{card}",
            Crossing.ROUTE,
            Destination.WALLET,
            Budget.PAY,
            Memory.NOTHING),
    TOP_UP(
            "POST /v1/me/wallet/topups",
            Crossing.ALONE,
            Destination.WALLET,
            Budget.PAY,
            Memory.NOTHING),
    /** In profile {@code local} only. */
    MINT_TOKEN(
            "POST /v1/dev/tokens",
            Crossing.HERE,
            Destination.GATEWAY,
            Budget.COMBINED,
            Memory.NOTHING);

    private final String method;
    private final String path;
    private final Crossing crossing;
    private final Destination destination;
    private final Budget budget;
    private final Memory memory;
    private final String label = name().toLowerCase(Locale.ROOT);
    private final @Nullable Operation ticket;

    /** Its ticket has the same name. */
    PublicOperation(
            String call, Crossing crossing, Destination destination, Budget budget, Memory memory) {
        this(call, null, crossing, destination, budget, memory);
    }

    PublicOperation(
            String call,
            @Nullable Operation ticket,
            Crossing crossing,
            Destination destination,
            Budget budget,
            Memory memory) {
        int space = call.indexOf(' ');
        method = call.substring(0, space);
        path = call.substring(space + 1);
        this.crossing = crossing;
        this.destination = destination;
        this.budget = budget;
        this.memory = memory;
        this.ticket =
                crossing == Crossing.HERE || ticket != null ? ticket : Operation.valueOf(name());
    }

    public String method() {
        return method;
    }

    /** Whether it may change something. */
    public boolean changes() {
        return !method.equals("GET");
    }

    /** With a name in braces where something is to be filled in, once at most. */
    public String path() {
        return path;
    }

    /**
     * Whether it is about one packet or moment, whose link stands in the path at {@code {packetId}}
     * or {@code {momentId}}.
     */
    public boolean namesPacket() {
        return path.contains("{packetId}") || namesMoment();
    }

    /** Whether it is about one moment. */
    public boolean namesMoment() {
        return path.contains("{momentId}");
    }

    /** What the ticket of such a call is for. Not of calls served here. */
    public Operation ticket() {
        return Objects.requireNonNull(ticket);
    }

    /** What an operator may switch off it is a part of; null when it always has to be there. */
    public @Nullable Switch function() {
        return switch (this) {
            case VIEW_WALLET -> Switch.WALLET_HOME;
            case LIST_PACKETS, LIST_TRANSFERS, LIST_MOMENTS -> Switch.LISTS;
            case LIST_NOTIFICATIONS -> Switch.NOTIFICATIONS;
            // What is by card is for the pay service to refuse, which knows what was done before.
            case GRAB,
                    OPEN,
                    VIEW_PACKET,
                    WRAP,
                    PAY,
                    PAY_MOMENT,
                    VIEW_MOMENT,
                    SHOW_MOMENT,
                    POST_MOMENT,
                    VIEW_PAYMENT,
                    LIST_CARDS,
                    BIND_CARD,
                    UNBIND_CARD,
                    TOP_UP,
                    VIEW_BALANCE,
                    MINT_TOKEN ->
                    null;
        };
    }

    /** Whether it may move the user's own money. */
    public boolean movesMoney() {
        return this == PAY || this == PAY_MOMENT || this == TOP_UP;
    }

    /** As the ticket's operation says; what has none is the least. */
    public Tier tier() {
        return ticket == null ? Tier.FOURTH : ticket.tier();
    }

    public Crossing crossing() {
        return crossing;
    }

    public Destination destination() {
        return destination;
    }

    public Budget budget() {
        return budget;
    }

    /** How clients may keep any good answer; null where nothing is said of it, or not of each. */
    public @Nullable ClientCache clientCache() {
        return switch (this) {
            case VIEW_WALLET -> ClientCache.SECONDS;
            case LIST_PACKETS, LIST_TRANSFERS, LIST_MOMENTS, LIST_NOTIFICATIONS, LIST_CARDS ->
                    ClientCache.ASK;
            case VIEW_BALANCE -> ClientCache.NEVER;
            case GRAB,
                    OPEN,
                    VIEW_PACKET,
                    WRAP,
                    PAY,
                    PAY_MOMENT,
                    VIEW_MOMENT,
                    SHOW_MOMENT,
                    POST_MOMENT,
                    VIEW_PAYMENT,
                    BIND_CARD,
                    UNBIND_CARD,
                    TOP_UP,
                    MINT_TOKEN ->
                    null;
        };
    }

    /** Whether it can be answered by a stream of events too, which goes by a route. */
    public boolean streams() {
        return this == LIST_NOTIFICATIONS;
    }

    public Memory memory() {
        return memory;
    }

    /** In metrics. */
    public String label() {
        return label;
    }
}
