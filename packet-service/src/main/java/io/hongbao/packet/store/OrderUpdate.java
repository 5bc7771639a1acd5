package io.hongbao.packet.store;

import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.packet.state.PacketState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The statement that changes send orders of one table: each only as it was before, by version and
 * state, and only in its time, by the SET's clock. It changes as many rows as there are changes, or
 * at least one packet was not so. Rows are locked in the order of their numbers.
 */
final class OrderUpdate {

    private final List<NetChange> changes;
    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> arguments = new ArrayList<>();

    private OrderUpdate(List<NetChange> changes) {
        this.changes = changes;
    }

    /** Of changes in one table, of at least one packet, in the order of their numbers. */
    static SqlStatement of(List<NetChange> changes) {
        return new OrderUpdate(changes).statement();
    }

    private SqlStatement statement() {
        sql.append("update send_order_")
                .append(changes.getFirst().after().number().table())
                .append(" force index (primary) set version=version+");
        value(changes, change -> change.after().version() - change.before().version());
        set("state", packet -> packet.state().name());
        set("fen_left", packet -> packet.opens().left().fen());
        set("shares_left", packet -> packet.opens().sharesLeft());
        set("paid_at", packet -> packet.lifecycle().paidAt());
        set("expires_at", packet -> packet.lifecycle().expiresAt());
        set("ended_at", packet -> packet.lifecycle().endedAt());
        set("due_at", PacketState::dueAt);
        sql.append(" where order_no in (?")
                .repeat(",?", changes.size() - 1)
                .append(") and version=");
        changes.forEach(change -> arguments.add(change.after().number().value()));
        value(changes, change -> change.before().version());
        sql.append(" and state=");
        value(changes, change -> change.before().state().name());
        Instant ahead = null;
        Instant passed = null;
        for (NetChange change : changes) {
            ahead = NetChange.earlier(ahead, change.ahead());
            passed = NetChange.later(passed, change.passed());
        }
        compare(ahead, ">");
        compare(passed, "<=");
        return new SqlStatement(sql.toString(), arguments, changes.size());
    }

    /** Only in the rows whose value changes. */
    private void set(String column, Function<PacketState, @Nullable Object> valueOf) {
        List<NetChange> changed =
                changes.stream()
                        .filter(it ->
                                !Objects.equals(
                                        valueOf.apply(it.before()), valueOf.apply(it.after())))
                        .toList();
        if (changed.isEmpty()) {
            return;
        }
        sql.append(',').append(column).append('=');
        if (changed.size() == changes.size()) {
            value(changed, change -> valueOf.apply(change.after()));
        } else {
            cases(changed, change -> valueOf.apply(change.after()));
            sql.append(" else ").append(column).append(" end");
        }
    }

    /** One value for all rows where it is the same in all. */
    private void value(
            List<NetChange> of, Function<NetChange, ? extends @Nullable Object> valueOf) {
        Object first = valueOf.apply(of.getFirst());
        if (of.stream().allMatch(change -> Objects.equals(first, valueOf.apply(change)))) {
            sql.append('?');
            arguments.add(argument(first));
        } else {
            cases(of, valueOf);
            sql.append(" end");
        }
    }

    private void cases(
            List<NetChange> of, Function<NetChange, ? extends @Nullable Object> valueOf) {
        sql.append("case order_no").repeat(" when ? then ?", of.size());
        for (NetChange change : of) {
            arguments.add(change.after().number().value());
            arguments.add(argument(valueOf.apply(change)));
        }
    }

    private void compare(@Nullable Instant limit, String operator) {
        if (limit != null) {
            sql.append(" and cast(? as datetime(3))").append(operator).append("utc_timestamp(3)");
            arguments.add(SqlTime.utc(limit));
        }
    }

    private static @Nullable Object argument(@Nullable Object value) {
        return value instanceof Instant at ? SqlTime.utc(at) : value;
    }
}
