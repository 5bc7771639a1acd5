package io.hongbao.packet.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.packet.day.Days;
import io.hongbao.packet.decide.Change;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two owners may believe that a table is theirs. What each compares at its write, tried in full for
 * one packet: every stored state, the versions around the one that was seen, and the instants
 * around the limit; and by seed for many packets in one statement.
 */
final class OrderUpdateTest {

    private static final int SEEN = 7;
    private static final Instant NOW = Packets.EXPIRES_AT;
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

    /**
     * What can happen to a packet, the state it needs, and whether its limit has to have passed.
     */
    private enum Kind {
        CLOSE(StoredState.UNPAID, true),
        ACTIVATE(StoredState.UNPAID, false),
        ACTIVATE_CLOSED(StoredState.CLOSED, false),
        REFUND_AT_ONCE(StoredState.UNPAID, true),
        REFUND_CLOSED_AT_ONCE(StoredState.CLOSED, true),
        OPEN(StoredState.ACTIVE, false),
        OPEN_LAST(StoredState.ACTIVE, false),
        REFUND(StoredState.ACTIVE, true);

        private final StoredState from;
        private final boolean passed;

        Kind(StoredState from, boolean passed) {
            this.from = from;
            this.passed = passed;
        }

        /**
         * A packet of two shares as an owner saw it; for closing and ending, {@code limit} counts.
         */
        PacketState seen(OrderNumber number, Instant limit) {
            Instant paidAt = limit.minus(Packets.LIFETIME);
            PacketTerms like = Packets.packet(StoredState.UNPAID, PacketKind.LUCKY, false).terms();
            var terms =
                    new PacketTerms(
                            number,
                            like.sender(),
                            like.kind(),
                            like.total(),
                            like.shares(),
                            like.greeting(),
                            like.recipients(),
                            like.wrapKey(),
                            like.lifetime(),
                            paidAt.minusSeconds(60),
                            limit);
            boolean paid = from == StoredState.ACTIVE;
            return new PacketState(
                    terms,
                    new PacketLifecycle(
                            from,
                            SEEN,
                            paid ? paidAt : null,
                            paid ? limit : null,
                            from == StoredState.CLOSED ? paidAt : null),
                    Opens.none(terms));
        }

        Change.OfStored change(PacketState seen) {
            Instant paidAt = seen.terms().payBy().minus(Packets.LIFETIME);
            var first = new OpenedShare(0, Packets.WANG, new Money(40), paidAt);
            var last = new OpenedShare(1, Packets.LI, new Money(60), paidAt);
            return switch (this) {
                case CLOSE -> new Change.Closed(seen, seen.closed(NOW));
                case ACTIVATE, ACTIVATE_CLOSED ->
                        new Change.Activated(seen, seen.activated(paidAt));
                case REFUND_AT_ONCE, REFUND_CLOSED_AT_ONCE ->
                        new Change.RefundedAtOnce(seen, seen.refundedAtOnce(paidAt, NOW));
                case OPEN -> opened(seen, List.of(first));
                case OPEN_LAST -> opened(seen, List.of(first, last));
                case REFUND -> new Change.Refunded(seen, seen.refunded(NOW));
            };
        }

        private static Change.Opened opened(PacketState seen, List<OpenedShare> shares) {
            return new Change.Opened(seen, seen.opened(shares), shares);
        }

        NetChange netChange(PacketState seen) {
            return NetChange.of(change(seen));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void one_packet_changes_only_from_the_version_the_state_and_the_time_it_needs(Kind kind)
            throws SQLException {
        for (StoredState state : StoredState.values()) {
            for (int version = SEEN - 1; version <= SEEN + 1; version++) {
                for (int passedMs = -1; passedMs <= 1; passedMs++) {
                    boolean fits =
                            state == kind.from && version == SEEN && (passedMs >= 0) == kind.passed;
                    PacketState seen = kind.seen(Packets.NUMBER, NOW);
                    store(seen, state, version);
                    store(kind.seen(OTHER, NOW), state, version);

                    int changed = changed(List.of(kind.netChange(seen)), NOW.plusMillis(passedMs));

                    assertThat(changed)
                            .as("%s of %s %d, %d ms passed", kind, state, version, passedMs)
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
        for (Kind first : Kind.values()) {
            for (Kind second : Kind.values()) {
                if (first.from != second.from) {
                    continue;
                }
                PacketState seen = first.seen(Packets.NUMBER, NOW);
                store(seen, seen.state(), SEEN);

                int changedByFirst = changed(List.of(first.netChange(seen)), inTime(first));
                int changedBySecond = changed(List.of(second.netChange(seen)), inTime(second));

                assertThat(changedByFirst).as("%s first", first).isEqualTo(1);
                assertThat(changedBySecond).as("%s after %s", second, first).isEqualTo(0);
                connection.rollback();
                tried++;
            }
        }
        assertThat(tried).isEqualTo(3 * 3 + 2 * 2 + 3 * 3);
    }

    private static Instant inTime(Kind kind) {
        return kind.passed ? NOW : NOW.minusMillis(1);
    }

    /** Each of them becomes what was decided for it, and nothing of another. */
    @Test
    void many_packets_of_all_kinds_change_in_one_statement() throws SQLException {
        var random = new Random(20261121);
        for (int round = 0; round < 100; round++) {
            List<NetChange> changes = manyChanges(random);
            storeAll(changes);

            assertThat(changed(changes, NOW)).isEqualTo(changes.size());

            for (NetChange change : changes) {
                assertThat(columns(change.after().number()))
                        .as("round %d", round)
                        .isEqualTo(columns(change.after()));
            }
            connection.rollback();
        }
    }

    @Test
    void a_packet_that_changes_twice_is_compared_as_it_was_before_both() throws SQLException {
        PacketState seen = Kind.ACTIVATE.seen(Packets.NUMBER, NOW);
        NetChange paid = Kind.ACTIVATE.netChange(seen);
        NetChange paidAndOpened = paid.and(Kind.OPEN.netChange(paid.after()));
        store(seen, seen.state(), SEEN);

        assertThat(changed(List.of(paidAndOpened), NOW.minusMillis(1))).isEqualTo(1);

        assertThat(columns(Packets.NUMBER)).isEqualTo(columns(paidAndOpened.after()));
    }

    @Test
    void of_many_packets_one_that_is_not_as_it_was_seen_is_missed() throws SQLException {
        var random = new Random(20261122);
        for (int round = 0; round < 100; round++) {
            List<NetChange> changes = manyChanges(random);
            storeAll(changes);
            NetChange spoilt = changes.get(random.nextInt(changes.size()));
            String otherwise =
                    switch (random.nextInt(3)) {
                        case 0 -> "version=version+1";
                        case 1 -> "version=version-1";
                        default -> "state=if(state='CLOSED','UNPAID','CLOSED')";
                    };
            execute(
                    String.format(
                            Locale.ROOT,
                            "update send_order_0 set %s where order_no='%s'",
                            otherwise,
                            spoilt.after().number()));

            assertThat(changed(changes, NOW)).as("round %d", round).isEqualTo(changes.size() - 1);
            connection.rollback();
        }
    }

    @Test
    void of_many_packets_one_whose_time_is_not_right_is_missed() throws SQLException {
        var random = new Random(20261123);
        for (int round = 0; round < 100; round++) {
            var changes = new ArrayList<>(manyChanges(random));
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            Instant wrong = kind.passed ? NOW.plusMillis(1) : NOW;
            int index = random.nextInt(changes.size());
            OrderNumber number = changes.get(index).after().number();
            changes.set(index, kind.netChange(kind.seen(number, wrong)));
            storeAll(changes);

            assertThat(changed(changes, NOW))
                    .as("round %d, %s", round, kind)
                    .isLessThan(changes.size());
            connection.rollback();
        }
    }

    /** Of up to 12 packets, some of which change twice; all in their time. */
    private static List<NetChange> manyChanges(Random random) {
        return IntStream.rangeClosed(1, 1 + random.nextInt(12))
                .mapToObj(i -> {
                    var number =
                            new OrderNumber(String.format(Locale.ROOT, "20261121%010d0000", i));
                    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
                    Instant limit =
                            kind.passed
                                    ? NOW.minusMillis(random.nextInt(3))
                                    : NOW.plusMillis(1 + random.nextInt(3));
                    NetChange change = kind.netChange(kind.seen(number, limit));
                    if (change.after().state() == StoredState.ACTIVE && random.nextBoolean()) {
                        Kind next = random.nextBoolean() ? Kind.OPEN : Kind.OPEN_LAST;
                        if (kind != Kind.OPEN) {
                            return change.and(next.netChange(change.after()));
                        }
                    }
                    return change;
                })
                .toList();
    }

    private void storeAll(List<NetChange> changes) throws SQLException {
        for (NetChange change : changes) {
            store(change.before(), change.before().state(), change.before().version());
        }
    }

    private void store(PacketState packet, StoredState state, int version) throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        """
                        insert into send_order_0 (order_no, sender_id, kind, total_fen, share_count,
                            greeting, wrap_key, lifetime_ms, created_at, pay_by, state, version,
                            fen_left, shares_left, paid_at, expires_at, ended_at, due_at)
                        values (?, 1001, 'LUCKY', 100, 2, '', 'k', 86400000, ?, ?,
                            ?, ?, ?, ?, ?, ?, ?, ?)
                        """)) {
            insert.setObject(1, packet.number().value());
            insert.setObject(2, SqlTime.utc(packet.terms().createdAt()));
            insert.setObject(3, SqlTime.utc(packet.terms().payBy()));
            List<@Nullable Object> columns = new ArrayList<>(columns(packet));
            columns.set(0, state.name());
            columns.set(1, version);
            for (int i = 0; i < columns.size(); i++) {
                insert.setObject(4 + i, columns.get(i));
            }
            insert.execute();
        }
    }

    /** What changes of a packet, as its columns have it. */
    private static List<@Nullable Object> columns(PacketState packet) {
        PacketLifecycle lifecycle = packet.lifecycle();
        return Arrays.asList(
                lifecycle.state().name(),
                lifecycle.version(),
                packet.opens().left().fen(),
                packet.opens().sharesLeft(),
                SqlTime.utcOrNull(lifecycle.paidAt()),
                SqlTime.utcOrNull(lifecycle.expiresAt()),
                SqlTime.utcOrNull(lifecycle.endedAt()),
                SqlTime.utcOrNull(packet.dueAt()));
    }

    private List<@Nullable Object> columns(OrderNumber number) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        """
                        select state, version, fen_left, shares_left, paid_at, expires_at, ended_at,
                            due_at
                        from send_order_0
                        where order_no = ?
                        """)) {
            query.setString(1, number.value());
            try (var row = query.executeQuery()) {
                assertThat(row.next()).isTrue();
                List<@Nullable Object> columns = new ArrayList<>();
                columns.add(row.getString(1));
                columns.add(row.getInt(2));
                columns.add(row.getLong(3));
                columns.add(row.getInt(4));
                for (int i = 5; i <= 8; i++) {
                    columns.add(row.getObject(i, LocalDateTime.class));
                }
                return columns;
            }
        }
    }

    private int changed(List<NetChange> changes, Instant now) throws SQLException {
        execute(
                String.format(
                        Locale.ROOT,
                        "set timestamp = %d.%03d",
                        now.getEpochSecond(),
                        now.getNano() / 1_000_000));
        SqlStatement statement = OrderUpdate.of(changes);
        assertThat(statement.rows()).isEqualTo(changes.size());
        try (var write = connection.prepareStatement(statement.sql())) {
            for (int i = 0; i < statement.arguments().size(); i++) {
                write.setObject(i + 1, statement.arguments().get(i));
            }
            return write.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
