package io.hongbao.reconcile.single;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.amount.PacketSeed;
import io.hongbao.contracts.amount.ShareAmounts;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.money.Money;
import io.hongbao.reconcile.compare.KeyRanges;
import io.hongbao.reconcile.compare.KeyRanges.Range;
import io.hongbao.reconcile.compare.Location.TableOfSet;
import io.hongbao.reconcile.compare.PacketDay;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.read.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes every amount from its packet's seed. The keys never reach a database, so this is the
 * one check that reads all shares, a few thousand at a time. With each share the database says
 * whether it was opened before its packet's time was over (when it begins, the clock of who took
 * the payment says), and of EXCLUSIVE ones by a recipient.
 */
public final class SeedAmounts {

    private static final int BLOCKS_AT_ONCE = 8;

    /** What was recomputed, and what was wrong. */
    public record Result(long shares, List<Finding> findings) {}

    private record Row(
            String orderNo,
            String kind,
            long totalFen,
            int shareCount,
            int shareNo,
            long userId,
            long fen,
            String irregular) {}

    private final DayKeys keys;
    private final TableOfSet table;
    private final List<Finding> findings = new ArrayList<>();
    private long shares;
    private @Nullable String order;
    private final Set<Long> recipients = new HashSet<>();
    private List<Money> amounts = List.of();

    private SeedAmounts(DayKeys keys, TableOfSet table) {
        this.keys = keys;
        this.table = table;
    }

    /** Whether there is a key for the day. */
    public static boolean possible(@Nullable DayKeys keys, PacketDay day) {
        return keys != null && keys.forDay(day.day()).isPresent();
    }

    /** Throws when no key holds on that day. */
    public static Result check(
            Snapshot database, DayKeys keys, TableOfSet table, PacketDay.Part packets) {
        var check = new SeedAmounts(keys, table);
        KeyRanges.ofTable(database, packets, "send_order_" + table.table(), BLOCKS_AT_ONCE)
                .forEach(range -> check.rows(database, range).forEach(check::check));
        return new Result(check.shares, check.findings);
    }

    private List<Row> rows(Snapshot database, Range range) {
        String sql =
                String.format(
                        Locale.ROOT,
                        """
                        select o.order_no, o.kind, o.total_fen, o.share_count, r.share_no, r.user_id,
                            r.amount_fen,
                            if(coalesce(r.opened_at < o.expires_at, false),
                                if(o.kind in ('EXCLUSIVE', 'VIEW')
                                        and not coalesce(find_in_set(r.user_id, o.recipients), 0),
                                    concat('recipients ', coalesce(o.recipients, 'none')), ''),
                                concat_ws(' ', 'opened at', r.opened_at, 'until', o.expires_at)) as irregular
                        from send_order_%d o
                        join receive_order_%1$d r on r.order_no = o.order_no
                        where o.order_no >= ? and o.order_no < ?
                        order by o.order_no, r.share_no
                        """,
                        table.table());
        return database.rows(
                sql,
                row ->
                        new Row(
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getInt(4),
                                row.getInt(5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getString(8)),
                range.from(),
                range.to());
    }

    private void check(Row row) {
        shares++;
        if (!row.orderNo().equals(order)) {
            order = row.orderNo();
            amounts = prescribed(row);
            recipients.clear();
        }
        if (!row.irregular().isEmpty()) {
            irregular(row, row.irregular());
        } else if (row.kind().equals(PacketKind.EXCLUSIVE.name())
                && !recipients.add(row.userId())) {
            irregular(row, "a recipient's second share");
        }
        boolean known = row.shareNo() >= 0 && row.shareNo() < amounts.size();
        if (known && amounts.get(row.shareNo()).fen() == row.fen()) {
            return;
        }
        long prescribed = known ? amounts.get(row.shareNo()).fen() : 0;
        findings.add(
                new Finding(
                        Kind.AMOUNT_STEERED,
                        row.orderNo(),
                        row.orderNo() + ":" + row.shareNo(),
                        table.name(),
                        row.userId(),
                        Math.abs(row.fen() - prescribed),
                        String.format(
                                Locale.ROOT,
                                "fen=%d, by the seed %s",
                                row.fen(),
                                known ? "fen=" + prescribed : "no such share")));
    }

    private void irregular(Row row, String evidence) {
        findings.add(
                new Finding(
                        Kind.SHARE_IRREGULAR,
                        row.orderNo(),
                        row.orderNo() + ":" + row.shareNo(),
                        table.name(),
                        row.userId(),
                        row.fen(),
                        evidence));
    }

    /** None where the packet's own columns make no sense, or its number. */
    private List<Money> prescribed(Row row) {
        OrderNumber number = OrderNumber.parse(row.orderNo()).orElse(null);
        if (number == null || row.shareCount() < 1 || row.totalFen() < row.shareCount()) {
            return List.of();
        }
        return ShareAmounts.of(
                PacketKind.valueOf(row.kind()),
                new Money(row.totalFen()),
                row.shareCount(),
                PacketSeed.of(Objects.requireNonNull(keys), number));
    }
}
