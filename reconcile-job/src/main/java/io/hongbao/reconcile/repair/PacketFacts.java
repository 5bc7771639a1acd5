package io.hongbao.reconcile.repair;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.reconcile.read.Snapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A packet as its SET has it now. */
record PacketFacts(
        OrderNumber number,
        UserId sender,
        PacketKind kind,
        Money total,
        int shareCount,
        String greeting,
        IdempotencyKey wrapKey,
        String state,
        Money left,
        @Nullable Instant paidAt,
        @Nullable Instant endedAt,
        List<Share> shares) {

    record Share(int shareNo, UserId user, Money amount, Instant openedAt) {}

    boolean paid() {
        return state.equals("ACTIVE") || state.equals("FINISHED") || state.equals("REFUNDED");
    }

    Optional<Share> share(int shareNo) {
        return shares.stream().filter(share -> share.shareNo() == shareNo).findFirst();
    }

    Optional<Share> shareOf(long user) {
        return shares.stream().filter(share -> share.user().value() == user).findFirst();
    }

    /** Empty when the SET does not have it. */
    static Optional<PacketFacts> read(Snapshot set, OrderNumber number) {
        List<Share> shares =
                set.rows(
                        String.format(
                                Locale.ROOT,
                                """
                                select share_no, user_id, amount_fen, opened_at
                                from receive_order_%d
                                where order_no = ?
                                order by share_no
                                """,
                                number.table()),
                        row ->
                                new Share(
                                        row.getInt("share_no"),
                                        new UserId(row.getLong("user_id")),
                                        new Money(row.getLong("amount_fen")),
                                        known(row, "opened_at")),
                        number.value());
        return set
                .rows(
                        String.format(
                                Locale.ROOT,
                                """
                                select sender_id, kind, total_fen, share_count, greeting, wrap_key, state,
                                    fen_left, paid_at, ended_at
                                from send_order_%d
                                where order_no = ?
                                """,
                                number.table()),
                        row -> packet(number, shares, row),
                        number.value())
                .stream()
                .findFirst();
    }

    private static PacketFacts packet(OrderNumber number, List<Share> shares, ResultSet row)
            throws SQLException {
        return new PacketFacts(
                number,
                new UserId(row.getLong("sender_id")),
                PacketKind.valueOf(row.getString("kind")),
                new Money(row.getLong("total_fen")),
                row.getInt("share_count"),
                row.getString("greeting"),
                new IdempotencyKey(row.getString("wrap_key")),
                row.getString("state"),
                new Money(row.getLong("fen_left")),
                instant(row, "paid_at"),
                instant(row, "ended_at"),
                shares);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        LocalDateTime time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    private static Instant known(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
