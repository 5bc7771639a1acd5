package io.hongbao.packet.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.packet.day.Days;
import io.hongbao.packet.decide.Change;
import io.hongbao.packet.decide.Packets;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import io.hongbao.servers.SharedMariaDb;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A statement about packets by number touches the partitions of their days and no other. */
final class PrunedStatementsTest {

    private static final int TABLE = 0;
    private static final int DAYS = 10;

    /** Also those that ask for nothing by number, and so look everywhere. */
    private static final Set<String> EVERYWHERE = Set.of("due");

    private static final Set<String> OF_NO_TABLE = Set.of("now");

    private static final String DAY = "p20261121";
    private static final OrderNumber PACKET = Packets.NUMBER;
    private static final OrderNumber OF_NEXT_DAY = new OrderNumber("2026112200000000010000");

    private final TestSet set = TestSet.on(SharedMariaDb.newDatabase());

    @BeforeEach
    void makeDays() throws SQLException {
        Days.make(
                set,
                TABLE,
                Stream.iterate(PACKET.day().minusDays(DAYS / 2), day -> day.plusDays(1))
                        .limit(DAYS));
        // Without rows there would be nothing to plan.
        try (Connection connection = set.connect();
                var statement = connection.createStatement()) {
            for (OrderNumber number : List.of(PACKET, OF_NEXT_DAY)) {
                statement.execute(
                        String.format(
                                Locale.ROOT,
                                """
                                insert into send_order_0 (order_no, sender_id, kind, total_fen,
                                    share_count, greeting, wrap_key, lifetime_ms, state, version,
                                    fen_left, shares_left, created_at, pay_by)
                                values ('%s', 1001, 'LUCKY', 100, 2, '', 'k', 1, 'ACTIVE', 1, 50, 1,
                                    utc_timestamp(3), utc_timestamp(3))
                                """,
                                number));
                statement.execute(
                        String.format(
                                Locale.ROOT,
                                """
                                insert into receive_order_0
                                values ('%s', 0, 1002, 50, utc_timestamp(3))
                                """,
                                number));
            }
        }
    }

    @AfterEach
    void close() {
        set.close();
    }

    @Test
    void every_statement_by_order_number_touches_one_partition() throws SQLException {
        for (MappedStatement statement : aboutOrders()) {
            if (!EVERYWHERE.contains(method(statement))) {
                assertThat(partitions(statement, List.of(PACKET)))
                        .as(statement.getId())
                        .containsExactly(DAY);
            }
        }
    }

    @Test
    void every_write_touches_one_partition() throws SQLException {
        List<SqlStatement> writes =
                everyUpdate().stream()
                        .flatMap(change -> PacketWrites.statements(List.of(change)).stream())
                        .filter(write -> write.sql().startsWith("update send_order_"))
                        .toList();
        var touched = new TreeSet<String>();
        for (SqlStatement write : writes) {
            touched.addAll(partitions(write));
        }

        assertThat(writes).hasSize(7);
        assertThat(touched).containsExactly(DAY);
    }

    @Test
    void an_update_of_packets_of_two_days_touches_two_partitions() throws SQLException {
        Instant future = Instant.parse("2099-01-01T00:00:00Z");
        List<Change> activations = new ArrayList<>();
        for (OrderNumber number : List.of(PACKET, OF_NEXT_DAY)) {
            PacketState unpaid = Packets.packet(number);
            activations.add(new Change.Activated(unpaid, unpaid.activated(future)));
        }

        assertThat(partitions(PacketWrites.statements(activations).getFirst()))
                .containsExactly(DAY, "p20261122");
    }

    @Test
    void packets_of_two_days_touch_two_partitions() throws SQLException {
        for (MappedStatement statement : aboutOrders()) {
            if (Set.of("lock", "read").contains(method(statement))) {
                assertThat(partitions(statement, List.of(PACKET, OF_NEXT_DAY)))
                        .as(statement.getId())
                        .containsExactly(DAY, "p20261122");
            }
        }
    }

    @Test
    void only_looking_for_what_is_due_touches_all() throws SQLException {
        List<String> everywhere = new ArrayList<>();
        for (MappedStatement statement : aboutOrders()) {
            if (partitions(statement, List.of(PACKET)).size() > 1) {
                everywhere.add(method(statement));
            }
        }

        assertThat(everywhere).containsExactlyInAnyOrderElementsOf(EVERYWHERE);
    }

    /** Reads of order tables. */
    private List<MappedStatement> aboutOrders() throws SQLException {
        Set<String> mappers = Set.of(OrderMapper.class.getName(), ShareMapper.class.getName());
        List<MappedStatement> found = new ArrayList<>();
        for (String id : configuration().getMappedStatementNames()) {
            int end = id.lastIndexOf('.');
            if (end > 0 && mappers.contains(id.substring(0, end))) {
                MappedStatement statement = configuration().getMappedStatement(id);
                if (!OF_NO_TABLE.contains(method(statement))) {
                    found.add(statement);
                }
            }
        }
        assertThat(found).hasSizeGreaterThanOrEqualTo(4);
        return found;
    }

    private Configuration configuration() throws SQLException {
        try (Connection connection = set.connect()) {
            return MapperSessions.on(connection, TABLE).getConfiguration();
        }
    }

    private static String method(MappedStatement statement) {
        return statement.getId().substring(statement.getId().lastIndexOf('.') + 1);
    }

    private List<String> partitions(MappedStatement statement, List<OrderNumber> numbers)
            throws SQLException {
        Map<String, Object> parameters =
                Map.of(
                        "orderNos",
                        numbers.stream().map(OrderNumber::value).toList(),
                        "dueForMs",
                        0L,
                        "rowsMax",
                        10);
        BoundSql sql = statement.getBoundSql(parameters);
        try (Connection connection = set.connect();
                PreparedStatement explain =
                        connection.prepareStatement("explain format=json " + sql.getSql())) {
            statement
                    .getConfiguration()
                    .newParameterHandler(statement, parameters, sql)
                    .setParameters(explain);
            return partitions(explain);
        }
    }

    private List<String> partitions(SqlStatement write) throws SQLException {
        try (Connection connection = set.connect();
                PreparedStatement explain =
                        connection.prepareStatement("explain format=json " + write.sql())) {
            for (int i = 0; i < write.arguments().size(); i++) {
                explain.setObject(i + 1, write.arguments().get(i));
            }
            return partitions(explain);
        }
    }

    private static List<String> partitions(PreparedStatement explain) throws SQLException {
        try (ResultSet row = explain.executeQuery()) {
            row.next();
            // Both MariaDB and MySQL have them in the JSON form, and only there alike.
            return JsonMapper.shared().readTree(row.getString(1)).findValues("partitions").stream()
                    .flatMap(JsonNode::valueStream)
                    .map(JsonNode::stringValue)
                    .toList();
        }
    }

    /** Each with times that its condition can be met with. */
    private static List<Change> everyUpdate() {
        Instant past = Instant.parse("2020-01-01T00:00:00Z");
        Instant future = Instant.parse("2099-01-01T00:00:00Z");
        PacketState unpaid = Packets.packet(StoredState.UNPAID, PacketKind.LUCKY, false);
        PacketState unpaidView = Packets.view(StoredState.UNPAID);
        PacketState active = unpaid.activated(future);
        var first = new OpenedShare(0, Packets.WANG, new Money(50), past);
        var last = new OpenedShare(1, Packets.LI, new Money(50), past);
        PacketState opened = active.opened(List.of(first));
        return List.of(
                new Change.Closed(unpaid, unpaid.closed(past)),
                new Change.Activated(unpaid, active),
                new Change.RefundedAtOnce(unpaid, unpaid.refundedAtOnce(past, future)),
                new Change.Seen(unpaidView, unpaidView.seen(past)),
                new Change.Opened(active, opened, List.of(first)),
                new Change.Opened(opened, opened.opened(List.of(last)), List.of(last)),
                new Change.Refunded(active, active.refunded(future)));
    }
}
