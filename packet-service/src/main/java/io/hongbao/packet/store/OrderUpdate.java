package io.hongbao.packet.store;

import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.packet.state.PacketState;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a send order is changed: only as it was before, by version and state, and only in its time,
 * by the SET's clock. Each changes one row when the packet was so, and none when it was not.
 */
enum OrderUpdate {
    /** Closes an unpaid packet, only once the time to pay has passed. */
    CLOSE(
            """
            set state=:state,version=:version,ended_at=:ended_at,due_at=null \
            where order_no=:number and version=:before and state='UNPAID' \
            and pay_by<=utc_timestamp(3)\
            """),

    /** Activates an unpaid or closed packet, only while its time has not passed. */
    ACTIVATE(
            """
            set state=:state,version=:version,paid_at=:paid_at,expires_at=:expires_at,\
            ended_at=null,due_at=:due_at \
            where order_no=:number and version=:before and state in ('UNPAID','CLOSED') \
            and cast(:expires_at as datetime(3))>utc_timestamp(3)\
            """),

    /** Refunds a paid packet whose time had passed before it became active. */
    REFUND_AT_ONCE(
            """
            set state=:state,version=:version,paid_at=:paid_at,expires_at=:expires_at,\
            ended_at=:ended_at,due_at=null \
            where order_no=:number and version=:before and state in ('UNPAID','CLOSED') \
            and cast(:expires_at as datetime(3))<=utc_timestamp(3)\
            """),

    /** Opens shares that were left, and leaves the packet active. */
    OPEN(
            """
            set version=:version,fen_left=:fen_left,shares_left=:shares_left \
            where order_no=:number and version=:before and state='ACTIVE' \
            and expires_at>utc_timestamp(3)\
            """),

    /** Opens the last shares, which ends the packet. */
    OPEN_LAST(
            """
            set state=:state,version=:version,fen_left=:fen_left,shares_left=:shares_left,\
            ended_at=:ended_at,due_at=null \
            where order_no=:number and version=:before and state='ACTIVE' \
            and expires_at>utc_timestamp(3)\
            """),

    /** Refunds an active packet, only once its time has passed. */
    REFUND(
            """
            set state=:state,version=:version,ended_at=:ended_at,due_at=null \
            where order_no=:number and version=:before and state='ACTIVE' \
            and expires_at<=utc_timestamp(3)\
            """);

    /** What a name in the SQL stands for. */
    @FunctionalInterface
    private interface Argument {
        @Nullable Object of(PacketState before, PacketState after);
    }

    private final String setAndWhere;

    @SuppressWarnings("ImmutableEnumChecker") // A list of what has no state, that nobody changes.
    private final List<Argument> arguments;

    OrderUpdate(String named) {
        var name = Pattern.compile(":(\\w+)");
        setAndWhere = name.matcher(named).replaceAll("?");
        arguments = name.matcher(named).results().map(it -> argument(it.group(1))).toList();
    }

    private static Argument argument(String name) {
        return switch (name) {
            case "number" -> (_, after) -> after.number().value();
            case "before" -> (before, _) -> before.version();
            case "version" -> (_, after) -> after.version();
            case "state" -> (_, after) -> after.state().name();
            case "fen_left" -> (_, after) -> after.opens().left().fen();
            case "shares_left" -> (_, after) -> after.opens().sharesLeft();
            case "paid_at" -> (_, after) -> SqlTime.utcOrNull(after.lifecycle().paidAt());
            case "expires_at" -> (_, after) -> SqlTime.utcOrNull(after.lifecycle().expiresAt());
            case "ended_at" -> (_, after) -> SqlTime.utcOrNull(after.lifecycle().endedAt());
            case "due_at" -> (_, after) -> SqlTime.utcOrNull(after.dueAt());
            default -> throw new IllegalArgumentException("must be of a packet: name=" + name);
        };
    }

    SqlStatement of(PacketState before, PacketState after) {
        var values = new ArrayList<@Nullable Object>(arguments.size());
        for (Argument argument : arguments) {
            values.add(argument.of(before, after));
        }
        int table = before.number().table();
        return new SqlStatement("update send_order_" + table + " " + setAndWhere, values, 1);
    }
}
