package io.hongbao.reconcile.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.planter.SuiteDatabases;
import io.hongbao.reconcile.day.DayReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packets that should have ended and did not. */
class OverduePacketsTest {

    /** When their time is over. */
    private static final Instant OVER = Instant.parse("2026-11-22T20:00:00Z");

    private static final LocalDate LONG_AFTER = PlantedDay.DAY.plusDays(10);

    private static final Duration GRACE = Duration.ofMinutes(10);

    @TempDir Path statements;

    @Test
    void packets_that_are_open_after_their_time_are_found_whatever_day_they_are_of() {
        var day = new PlantedDay(statements);
        day.write(1_000);
        String active = spoil(day, "ACTIVE", "expires_at");
        String unpaid = spoil(day, "UNPAID", "pay_by");
        Instant now = OVER.plus(GRACE).plusMillis(1);

        DayReport onItsDay = day.reconcile(PlantedDay.DAY, now);
        DayReport later = day.reconcile(LONG_AFTER, now);

        for (DayReport report : List.of(onItsDay, later)) {
            assertThat(report.discrepancies())
                    .extracting(row -> row.finding().kind() + " " + row.finding().orderNo())
                    .containsExactlyInAnyOrder(
                            "PACKET_OVERDUE " + active, "PACKET_OVERDUE " + unpaid);
        }
        assertThat(later.discrepancies())
                .filteredOn(row -> row.finding().orderNo().equals(unpaid))
                .allMatch(row -> row.finding().amountFen() == 0);
        assertThat(later.discrepancies())
                .filteredOn(row -> row.finding().orderNo().equals(active))
                .allMatch(row -> row.finding().amountFen() > 0);
    }

    @Test
    void a_packet_has_its_grace_to_end() {
        var day = new PlantedDay(statements);
        day.write(1_000);
        spoil(day, "ACTIVE", "expires_at");
        spoil(day, "UNPAID", "pay_by");
        Instant now = OVER.plus(GRACE);

        DayReport onItsDay = day.reconcile(PlantedDay.DAY, now);
        DayReport later = day.reconcile(LONG_AFTER, now);

        assertThat(onItsDay.discrepancies()).isEmpty();
        assertThat(later.discrepancies()).isEmpty();
    }

    /** The first packet in this state: its time is over then, and it stays as it is. */
    private static String spoil(PlantedDay day, String state, String time) {
        SuiteDatabases databases = day.databases();
        String url = databases.sets().getFirst().url();
        String order =
                IntStream.range(0, OrderNumber.TABLES)
                        .boxed()
                        .flatMap(table ->
                                databases
                                        .rows(
                                                url,
                                                row -> row.getString(1),
                                                "select order_no from send_order_"
                                                        + table
                                                        + " where state = ? limit 1",
                                                state)
                                        .stream())
                        .findFirst()
                        .orElseThrow();
        databases.change(
                url,
                1,
                "update send_order_"
                        + new OrderNumber(order).table()
                        + " set "
                        + time
                        + " = '2026-11-22 20:00:00', due_at = '2026-11-22 20:00:00', lifetime_ms ="
                        + " coalesce(timestampdiff(microsecond, paid_at, expires_at) div 1000, 1)"
                        + " where order_no = ?",
                order);
        return order;
    }
}
