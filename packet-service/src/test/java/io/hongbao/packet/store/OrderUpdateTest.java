package io.hongbao.packet.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.packet.day.Days;
import io.hongbao.packet.decide.Packets;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.Opens;
import io.hongbao.packet.state.PacketLifecycle;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.PacketTerms;
import io.hongbao.packet.state.StoredState;
import io.hongbao.servers.SharedMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two owners may believe that a table is theirs. What each compares at its write, tried in full:
 * every stored state, the versions around the one that was seen, and the instants around the limit.
 */
final class OrderUpdateTest {

    private static final int SEEN = 7;
    private static final LocalDateTime LIMIT = SqlTime.utc(Packets.EXPIRES_AT);
    private static final OrderNumber OTHER = new OrderNumber("2026112100000000020000");

    private final TestSet set = TestSet.on(SharedMariaDb.newDatabase());
    private final Connection connection = set.database().connect();

    OrderUpdateTest() throws SQLException {}

    @BeforeEach
    void makeDay() throws SQLException {
        Days.make(set, Packets.NUMBER.table(), Stream.of(Packets.NUMBER.day()));
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        set.close();
    }

    /** What an update needs to be stored, and whether the limit has to have passed. */
    private record Needs(Set<StoredState> states, boolean passed) {

        static Needs of(OrderUpdate update) {
            var unpaid = EnumSet.of(StoredState.UNPAID, StoredState.CLOSED);
            var active = EnumSet.of(StoredState.ACTIVE);
            return switch (update) {
                case CLOSE -> new Needs(EnumSet.of(StoredState.UNPAID), true);
                case ACTIVATE -> new Needs(unpaid, false);
                case REFUND_AT_ONCE -> new Needs(unpaid, true);
                case OPEN, OPEN_LAST -> new Needs(active, false);
                case REFUND -> new Needs(active, true);
            };
        }
    }

    @ParameterizedTest
    @EnumSource(OrderUpdate.class)
    void one_packet_changes_only_from_the_version_the_state_and_the_time_it_needs(
            OrderUpdate update) throws SQLException {
        Needs needs = Needs.of(update);
        for (StoredState state : StoredState.values()) {
            for (int version = SEEN - 1; version <= SEEN + 1; version++) {
                for (int passedMs = -1; passedMs <= 1; passedMs++) {
                    boolean fits =
                            needs.states().contains(state)
                                    && version == SEEN
                                    && (passedMs >= 0) == needs.passed();
                    store(Packets.NUMBER, state, version);
                    store(OTHER, state, version);

                    int changed = changed(update, passedMs);

                    assertThat(changed)
                            .as("%s of %s %d, %d ms passed", update, state, version, passedMs)
                            .isEqualTo(fits ? 1 : 0);
                    connection.rollback();
                }
            }
        }
    }

    /** Whatever the first does, and whatever time it is when the second comes. */
    @Test
    void of_two_owners_that_saw_the_same_packet_the_second_changes_nothing() throws SQLException {
        int tried = 0;
        for (OrderUpdate first : OrderUpdate.values()) {
            for (OrderUpdate second : OrderUpdate.values()) {
                StoredState seen =
                        Needs.of(first).states().contains(StoredState.UNPAID)
                                ? StoredState.UNPAID
                                : StoredState.ACTIVE;
                store(Packets.NUMBER, seen, SEEN);

                int changedByFirst = changed(first, Needs.of(first).passed() ? 0 : -1);
                int changedBySecond = changed(second, Needs.of(second).passed() ? 0 : -1);

                assertThat(changedByFirst).as("%s first", first).isEqualTo(1);
                assertThat(changedBySecond).as("%s after %s", second, first).isEqualTo(0);
                connection.rollback();
                tried++;
            }
        }
        assertThat(tried).isEqualTo(36);
    }

    /** With every time at the limit, so that only what is compared makes the difference. */
    private void store(OrderNumber number, StoredState state, int version) throws SQLException {
        try (var insert = connection.createStatement()) {
            insert.execute(
                    String.format(
                            Locale.ROOT,
                            """
                            insert into send_order_0 (order_no, sender_id, kind, total_fen, share_count,
                                greeting, wrap_key, lifetime_ms, state, version, fen_left, shares_left,
                                created_at, pay_by, paid_at, expires_at, due_at)
                            values ('%1$s', 1001, 'LUCKY', 100, 2, '', 'k', 86400000, '%2$s', %3$d, 100, 2,
                                '%4$s', '%4$s', '%4$s', '%4$s', '%4$s')
                            """,
                            number,
                            state,
                            version,
                            LIMIT));
        }
    }

    private int changed(OrderUpdate update, int passedMs) throws SQLException {
        SqlStatement statement = update.of(seen(update), after(update));
        try (var clock = connection.createStatement();
                var write = connection.prepareStatement(statement.sql())) {
            Instant now = Packets.EXPIRES_AT.plusMillis(passedMs);
            clock.execute(
                    String.format(
                            Locale.ROOT,
                            "set timestamp = %d.%03d",
                            now.getEpochSecond(),
                            now.getNano() / 1_000_000));
            for (int i = 0; i < statement.arguments().size(); i++) {
                write.setObject(i + 1, statement.arguments().get(i));
            }
            return write.executeUpdate();
        }
    }

    private static PacketState seen(OrderUpdate update) {
        PacketState packet =
                Packets.packet(
                        Needs.of(update).states().contains(StoredState.UNPAID)
                                ? StoredState.UNPAID
                                : StoredState.ACTIVE,
                        PacketKind.LUCKY,
                        false);
        PacketLifecycle lifecycle = packet.lifecycle();
        return new PacketState(
                packet.terms(),
                new PacketLifecycle(
                        lifecycle.state(), SEEN, lifecycle.paidAt(), lifecycle.expiresAt(), null),
                Opens.none(packet.terms()));
    }

    private static PacketState after(OrderUpdate update) {
        PacketState seen = seen(update);
        PacketTerms terms = seen.terms();
        var shares = new ArrayList<OpenedShare>();
        for (int shareNo = 0; shareNo < terms.shares(); shareNo++) {
            shares.add(new OpenedShare(shareNo, Packets.WANG, new Money(50), Packets.PAID_AT));
        }
        return switch (update) {
            case CLOSE -> seen.closed(Packets.EXPIRES_AT);
            case ACTIVATE -> seen.activated(Packets.PAID_AT);
            case REFUND_AT_ONCE -> seen.refundedAtOnce(Packets.PAID_AT, Packets.EXPIRES_AT);
            case OPEN -> seen.opened(List.of(shares.getFirst()));
            case OPEN_LAST -> seen.opened(shares);
            case REFUND -> seen.refunded(Packets.EXPIRES_AT);
        };
    }
}
