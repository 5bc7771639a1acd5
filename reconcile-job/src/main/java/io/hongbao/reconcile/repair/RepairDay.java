package io.hongbao.reconcile.repair;

import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayReport.Discrepancy;
import io.hongbao.reconcile.day.DayReport.RepairState;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Remedy;
import io.hongbao.reconcile.kind.RepairGuard;
import io.hongbao.reconcile.read.CannotReadException;
import io.hongbao.reconcile.read.DatabaseSource;
import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.repair.RepairPlan.Nothing;
import io.hongbao.reconcile.repair.RepairPlan.Write;
import io.hongbao.reconcile.stage.DaySuite;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does what each kind's remedy says about the discrepancies of a report. Everything is read again
 * and decided again first, so a repair is right however old the report is; each goes through the
 * ordinary path, so doing it twice is doing it once.
 */
public final class RepairDay {

    private final DaySuite suite;
    private final RepairSettings settings;
    private final InstantSource clock;

    public RepairDay(DaySuite suite, RepairSettings settings, InstantSource clock) {
        this.suite = suite;
        this.settings = settings;
        this.clock = clock;
    }

    /** The report, with what became of each discrepancy; {@code guard} has seen all there are. */
    public DayReport repair(DayReport report, RepairGuard guard) {
        var decide = new DecideRepair(guard);
        var audit = new Audit(report.date(), clock);
        try (var wallets = new RepairWallets(suite, settings, clock)) {
            List<Discrepancy> after =
                    report.discrepancies().stream()
                            .map(row -> repaired(row, decide, audit, wallets))
                            .toList();
            return report.with(after, clock.instant());
        }
    }

    private Discrepancy repaired(
            Discrepancy row, DecideRepair decide, Audit audit, RepairWallets wallets) {
        Finding finding = row.finding();
        if (finding.kind().remedy() == Remedy.PERSON) {
            return row;
        }
        try {
            return switch (plan(finding, decide)) {
                case Nothing(var why) -> new Discrepancy(finding, RepairState.REFUSED, why);
                case Write write -> written(finding, write, audit, wallets);
            };
        } catch (CannotReadException | LaneFault fault) {
            return new Discrepancy(
                    finding, RepairState.REFUSED, String.valueOf(fault.getMessage()));
        }
    }

    private RepairPlan plan(Finding finding, DecideRepair decide) {
        OrderNumber number = OrderNumber.parse(finding.orderNo()).orElse(null);
        DatabaseSource set = number == null ? null : database(number);
        if (number == null || set == null) {
            return new Nothing("its number names no SET");
        }
        try (Snapshot now = Snapshot.take(set)) {
            Optional<PacketFacts> facts = PacketFacts.read(now, number);
            return decide.plan(finding, facts, facts.flatMap(packet -> payment(packet)));
        }
    }

    private static Discrepancy written(
            Finding finding, Write write, Audit audit, RepairWallets wallets) {
        String obstacle = wallets.obstacle(write);
        if (obstacle != null) {
            return new Discrepancy(finding, RepairState.REFUSED, obstacle);
        }
        LaneConnection connection = wallets.connection(write.user().value());
        long id = audit.begin(connection, finding, write.after());
        RepairWallets.Result result = wallets.write(write);
        audit.end(connection, id, result.name());
        return new Discrepancy(
                finding,
                switch (result) {
                    case DONE -> RepairState.DONE;
                    case UNDER_WAY -> RepairState.UNDER_WAY;
                    case REFUSED -> RepairState.REFUSED;
                },
                write.after());
    }

    private @Nullable DatabaseSource database(OrderNumber number) {
        return suite.sets().stream()
                .filter(set -> set.id().equals(number.set()))
                .map(DaySuite.Set::database)
                .findFirst()
                .orElse(null);
    }

    /** The payment of the packet, as the sender's shard has it now. */
    private Optional<PacketPaidV1> payment(PacketFacts packet) {
        DatabaseSource shard =
                suite.shards().get(suite.shardOf(packet.sender().value())).database();
        try (Snapshot now = Snapshot.take(shard)) {
            return now
                    .rows(
                            """
                            select user_id, amount_fen, wrap_key, debit_account, business_at
                            from transfer
                            where kind = 'PACKET_PAY' and business_no = ?
                                and not exists (select 1 from transfer as refund
                                    where refund.kind = 'PAYMENT_REFUND'
                                        and refund.business_no = transfer.business_no)
                            """,
                            row ->
                                    new PacketPaidV1(
                                            packet.number().value(),
                                            row.getLong("user_id"),
                                            row.getLong("amount_fen"),
                                            row.getString("wrap_key"),
                                            row.getString("debit_account").equals("bank")
                                                    ? "BANK"
                                                    : "CHANGE",
                                            row.getObject("business_at", LocalDateTime.class)
                                                    .toInstant(ZoneOffset.UTC)),
                            packet.number().value())
                    .stream()
                    .findFirst();
        }
    }
}
