package io.hongbao.packet.set;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.SqlScript;
import io.hongbao.packet.decide.Change;
import io.hongbao.packet.decide.WrapFingerprint;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.PacketTerms;
import io.hongbao.packet.store.PacketWrites;
import io.hongbao.servers.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Views of moments that are to be paid, written as the lane of moments writes them. */
public final class TestViews {

    /** Beyond the numbers that a test leases. */
    private final AtomicLong sequence = new AtomicLong(9_000_000_000L);

    private final TestDatabase database;

    /** In SET {@link TestSet#ID}. */
    public TestViews(TestDatabase database) {
        this.database = database;
    }

    /** Of a moment of its own. */
    public PacketState asked(UserId viewer, UserId poster, long fen) {
        OrderNumber moment = nextNumber();
        OrderNumber order = nextNumber();
        Instant now = TestSet.now();
        var view =
                PacketState.wrapped(
                        new PacketTerms(
                                order,
                                viewer,
                                PacketKind.VIEW,
                                new Money(fen),
                                1,
                                "日出",
                                Set.of(poster),
                                new IdempotencyKey(PacketTerms.MOMENT_KEY + moment),
                                Duration.ofHours(24),
                                now,
                                now.plus(Duration.ofMinutes(15))));
        write(view);
        return view;
    }

    private OrderNumber nextNumber() {
        return OrderNumber.of(
                LocalDateTime.ofInstant(TestSet.now(), ZoneOffset.ofHours(8)).toLocalDate(),
                sequence.incrementAndGet(),
                TestSet.ID,
                3);
    }

    private void write(PacketState view) {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            var order = new Change.Wrapped(view, WrapFingerprint.ofText("unused"));
            var script = new SqlScript();
            PacketWrites.statements(List.of(order)).stream()
                    .filter(each -> each.sql().startsWith("insert into send_order_"))
                    .forEach(script::add);
            connection.setAutoCommit(false);
            script.run(connection);
            statement.executeUpdate(
                    String.format(
                            Locale.ROOT,
                            """
                            insert into moment_view_3 (moment_no, viewer_id, free, free_rate_ppm,
                                amount_fen, order_no, pay_by, decided_at)
                            values ('%s', %s, 0, 100000, %d, '%s', utc_timestamp(3),
                                utc_timestamp(3))
                            """,
                            view.terms().moment(),
                            view.terms().sender(),
                            view.terms().total().fen(),
                            view.number()));
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** When it was seen, and the order that was paid for it; {@code null null} before. */
    public String seen(PacketState view) {
        try (Connection connection = database.connect();
                var statement =
                        connection.prepareStatement(
                                """
                                select seen_at, paid_order_no from moment_view_3
                                where moment_no = ? and viewer_id = ?
                                """)) {
            statement.setString(1, view.terms().moment().value());
            statement.setLong(2, view.terms().sender().value());
            try (var row = statement.executeQuery()) {
                row.next();
                LocalDateTime at = row.getObject(1, LocalDateTime.class);
                return (at == null ? null : at.toInstant(ZoneOffset.UTC)) + " " + row.getString(2);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
