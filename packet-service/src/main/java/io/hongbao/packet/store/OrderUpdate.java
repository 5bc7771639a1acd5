package io.hongbao.packet.store;

import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.packet.state.PacketState;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a send order is changed: only as it was before, by version and state, and only in its time,
 * by the SET's clock. Each counts 1 when the packet was so, 0 when it was not.
 */
enum OrderUpdate {
    /** Closes an unpaid packet, only once the time to pay has passed. */
    CLOSE(
            """
            set state=?,version=?,ended_at=?,due_at=null \
            where order_no=? and version=? and state='UNPAID' and pay_by<=utc_timestamp(3)\
            """) {
        @Override
        List<@Nullable Object> arguments(PacketState before, PacketState after) {
            return Arrays.asList(
                    after.state().name(),
                    after.version(),
                    SqlTime.utcOrNull(after.lifecycle().endedAt()),
                    before.number().value(),
                    before.version());
        }
    },

    /** Activates an unpaid or closed packet, only while its time has not passed. */
    ACTIVATE(
            """
            set state=?,version=?,paid_at=?,expires_at=?,ended_at=null,due_at=? \
            where order_no=? and version=? and state in ('UNPAID','CLOSED') \
            and cast(? as datetime(3))>utc_timestamp(3)\
            """) {
        @Override
        List<@Nullable Object> arguments(PacketState before, PacketState after) {
            return Arrays.asList(
                    after.state().name(),
                    after.version(),
                    SqlTime.utcOrNull(after.lifecycle().paidAt()),
                    SqlTime.utcOrNull(after.lifecycle().expiresAt()),
                    SqlTime.utcOrNull(after.dueAt()),
                    before.number().value(),
                    before.version(),
                    SqlTime.utcOrNull(after.lifecycle().expiresAt()));
        }
    },

    /** Refunds a paid packet whose time had passed before it became active. */
    REFUND_AT_ONCE(
            """
            set state=?,version=?,paid_at=?,expires_at=?,ended_at=?,due_at=null \
            where order_no=? and version=? and state in ('UNPAID','CLOSED') \
            and cast(? as datetime(3))<=utc_timestamp(3)\
            """) {
        @Override
        List<@Nullable Object> arguments(PacketState before, PacketState after) {
            return Arrays.asList(
                    after.state().name(),
                    after.version(),
                    SqlTime.utcOrNull(after.lifecycle().paidAt()),
                    SqlTime.utcOrNull(after.lifecycle().expiresAt()),
                    SqlTime.utcOrNull(after.lifecycle().endedAt()),
                    before.number().value(),
                    before.version(),
                    SqlTime.utcOrNull(after.lifecycle().expiresAt()));
        }
    },

    /** Opens shares that were left, and leaves the packet active. */
    OPEN(
            """
            set version=?,fen_left=?,shares_left=? \
            where order_no=? and version=? and state='ACTIVE' and expires_at>utc_timestamp(3)\
            """) {
        @Override
        List<@Nullable Object> arguments(PacketState before, PacketState after) {
            return Arrays.asList(
                    after.version(),
                    after.opens().left().fen(),
                    after.opens().sharesLeft(),
                    before.number().value(),
                    before.version());
        }
    },

    /** Opens the last shares, which ends the packet. */
    OPEN_LAST(
            """
            set state=?,version=?,fen_left=?,shares_left=?,ended_at=?,due_at=null \
            where order_no=? and version=? and state='ACTIVE' and expires_at>utc_timestamp(3)\
            """) {
        @Override
        List<@Nullable Object> arguments(PacketState before, PacketState after) {
            return Arrays.asList(
                    after.state().name(),
                    after.version(),
                    after.opens().left().fen(),
                    after.opens().sharesLeft(),
                    SqlTime.utcOrNull(after.lifecycle().endedAt()),
                    before.number().value(),
                    before.version());
        }
    },

    /** Refunds an active packet, only once its time has passed. */
    REFUND(
            """
            set state=?,version=?,ended_at=?,due_at=null \
            where order_no=? and version=? and state='ACTIVE' and expires_at<=utc_timestamp(3)\
            """) {
        @Override
        List<@Nullable Object> arguments(PacketState before, PacketState after) {
            return Arrays.asList(
                    after.state().name(),
                    after.version(),
                    SqlTime.utcOrNull(after.lifecycle().endedAt()),
                    before.number().value(),
                    before.version());
        }
    };

    private final String setAndWhere;

    OrderUpdate(String setAndWhere) {
        this.setAndWhere = setAndWhere;
    }

    SqlStatement of(PacketState before, PacketState after) {
        int table = before.number().table();
        return new SqlStatement(
                "update send_order_" + table + " " + setAndWhere, arguments(before, after), 1);
    }

    abstract List<@Nullable Object> arguments(PacketState before, PacketState after);
}
