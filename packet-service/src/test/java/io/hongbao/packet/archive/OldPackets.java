package io.hongbao.packet.archive;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.amount.PacketSeed;
import io.hongbao.contracts.amount.ShareAmounts;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.SqlScript;
import io.hongbao.packet.decide.Change;
import io.hongbao.packet.decide.WrapFingerprint;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.PacketTerms;
import io.hongbao.packet.state.StoredState;
import io.hongbao.packet.store.PacketWrites;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Packets of days gone by, written as lanes write them, and then aged. */
final class OldPackets {

    static final UserId SENDER = new UserId(1001);
    static final long TOTAL_FEN = 100;
    private static final int SHARES = 2;
    private static final Duration AGE = Duration.ofDays(30);

    private final TestSet set;
    private final LocalDate day;
    private long sequence;

    OldPackets(TestSet set, LocalDate day) {
        this.set = set;
        this.day = day;
    }

    /** A packet of two shares in this state; none opened unless it is finished. */
    PacketState add(int table, StoredState state) throws SQLException {
        OrderNumber number = OrderNumber.of(day, ++sequence, TestSet.ID, table);
        Instant now = TestSet.now();
        var unpaid =
                PacketState.wrapped(
                        new PacketTerms(
                                number,
                                SENDER,
                                PacketKind.LUCKY,
                                new Money(TOTAL_FEN),
                                SHARES,
                                "恭喜发财",
                                Set.of(),
                                new IdempotencyKey("key-" + number),
                                Duration.ofHours(24),
                                now.minusSeconds(60),
                                now.minusSeconds(30)));
        var changes = new ArrayList<Change>();
        changes.add(new Change.Wrapped(unpaid, WrapFingerprint.ofText(number.value())));
        switch (state) {
            case UNPAID -> {}
            case CLOSED -> changes.add(new Change.Closed(unpaid, unpaid.closed(now)));
            case ACTIVE -> changes.add(new Change.Activated(unpaid, unpaid.activated(now)));
            case REFUNDED ->
                    changes.add(
                            new Change.RefundedAtOnce(
                                    unpaid,
                                    unpaid.refundedAtOnce(now.minus(Duration.ofHours(25)), now)));
            case FINISHED -> {
                PacketState active = unpaid.activated(now);
                List<OpenedShare> shares = shares(number, now);
                changes.add(new Change.Activated(unpaid, active));
                changes.add(new Change.Opened(active, active.opened(shares), shares));
            }
        }
        try (Connection connection = set.connectAsLane()) {
            new SqlScript().addAll(PacketWrites.statements(changes)).run(connection);
        }
        PacketState packet = changes.getLast().after();
        set.age(packet, AGE);
        ageEnd(packet);
        return packet;
    }

    private void ageEnd(PacketState packet) throws SQLException {
        try (Connection connection = set.connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    String.format(
                            Locale.ROOT,
                            "update send_order_%d set ended_at = ended_at - interval %d second where order_no = '%s'",
                            packet.number().table(),
                            AGE.toSeconds(),
                            packet.number()));
        }
    }

    private static List<OpenedShare> shares(OrderNumber number, Instant at) {
        List<Money> amounts =
                ShareAmounts.of(
                        PacketKind.LUCKY,
                        new Money(TOTAL_FEN),
                        SHARES,
                        PacketSeed.of(TestSet.SEED_KEYS, number));
        return List.of(
                new OpenedShare(0, new UserId(1002), amounts.get(0), at),
                new OpenedShare(1, new UserId(1003), amounts.get(1), at));
    }
}
