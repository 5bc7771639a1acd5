package io.hongbao.reconcile.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.planter.FaultPlanter;
import io.hongbao.planter.PlantedFault;
import io.hongbao.planter.SuiteDatabases;
import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayReport.Check;
import io.hongbao.reconcile.tell.DayReportText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that are posted on another day than their packet's, or than their counterpart. */
class PostedDaysTest {

    private static final int LATER = 10;

    @TempDir Path statements;

    private PlantedDay day;
    private FaultPlanter planter;

    @BeforeEach
    void allPacketsHaveEndedTheDayAfter() {
        day = new PlantedDay(statements);
        day.write(1_000);
        planter = new FaultPlanter(databases(), PlantedDay.DAY);
        databases()
                .sets()
                .forEach(set -> {
                    for (int table = 0; table < OrderNumber.TABLES; table++) {
                        endActive(set, table);
                    }
                });
    }

    @Test
    void packets_that_ended_before_are_not_compared_again() {
        DayReport report = reconcile(LATER);

        assertThat(found(report)).isEmpty();
        assertThat(movedBlocks(report)).isZero();
    }

    @Test
    void a_credit_that_is_replayed_days_later_is_compared_then_and_no_day_is_told_a_falsehood() {
        String credit = plant(PlantedFault.LOST_CREDIT);
        Share share = share(credit);
        List<String> before = found(reconcile(0));

        credit(credit, share, share.fen());

        assertThat(before).containsExactly("CREDIT_MISSING " + credit);
        assertThat(found(reconcile(0))).isEmpty();
        assertThat(found(reconcile(LATER))).isEmpty();
        assertThat(movedBlocks(reconcile(LATER))).isEqualTo(1);
        assertThat(movedBlocks(reconcile(LATER - 1))).isZero();
    }

    @Test
    void a_credit_that_comes_days_later_and_is_wrong_is_found_on_that_day() {
        String wrong = plant(PlantedFault.LOST_CREDIT);
        String doubled = plant(PlantedFault.DOUBLED_CREDIT);
        Share share = share(wrong);
        credit(wrong, share, share.fen() + 1);
        postedLater(doubled);

        assertThat(found(reconcile(LATER)))
                .containsExactlyInAnyOrder(
                        "CREDIT_DIFFERS " + wrong, "CREDIT_WITHOUT_SHARE " + doubled);
        assertThat(found(reconcile(LATER - 1))).isEmpty();
    }

    @Test
    void a_credit_of_a_packet_that_ends_days_later_is_missed_on_that_day() {
        String credit = plant(PlantedFault.LOST_CREDIT);
        String order = credit.substring(0, OrderNumber.LENGTH);
        databases()
                .change(
                        databases().setOf(order).url(),
                        1,
                        "update send_order_"
                                + new OrderNumber(order).table()
                                + " set ended_at = ? where order_no = ?",
                        noon(LATER),
                        order);

        assertThat(found(reconcile(LATER))).containsExactly("CREDIT_MISSING " + credit);
        assertThat(found(reconcile(LATER + 1))).isEmpty();
    }

    @Test
    void a_payment_by_card_that_comes_days_later_is_compared_with_its_document_and_packet() {
        String payment = plant(PlantedFault.PAYMENT_OF_NO_PACKET);
        databases()
                .shards()
                .forEach(shard -> {
                    databases()
                            .execute(
                                    shard.url(),
                                    """
                                    update balance set balance_fen = balance_fen + 5 where user_id in (
                                        select user_id from transfer where business_no = ?)
                                    """,
                                    payment);
                    databases()
                            .execute(
                                    shard.url(),
                                    "update transfer set debit_account = 'bank', posted_at = ? where business_no = ?",
                                    noon(LATER),
                                    payment);
                });

        assertThat(found(reconcile(LATER)))
                .containsExactlyInAnyOrder(
                        "PAYMENT_OF_NO_PACKET " + payment,
                        "TRANSFER_WITHOUT_DOCUMENT PACKET_PAY " + payment);
    }

    @Test
    void a_top_up_of_a_day_before_that_was_posted_later_is_found_on_that_day() {
        String topUp = plant(PlantedFault.FORGED_TOP_UP).substring("TOP_UP ".length());
        postedLater(topUp);

        assertThat(found(reconcile(LATER)))
                .containsExactly("TRANSFER_WITHOUT_DOCUMENT TOP_UP " + topUp);
        assertThat(found(reconcile(0))).isEmpty();
    }

    @Test
    void a_credit_of_a_number_of_no_day_is_found_on_the_day_it_was_posted() {
        String credit = plant(PlantedFault.DOUBLED_CREDIT);
        String forged = "2026" + "1399" + credit.substring(8);
        databases()
                .shards()
                .forEach(shard ->
                        databases()
                                .execute(
                                        shard.url(),
                                        "update transfer set business_no = ?, posted_at = ? where business_no = ?",
                                        forged,
                                        noon(LATER),
                                        credit));

        assertThat(found(reconcile(LATER))).containsExactly("TRANSFER_MALFORMED " + forged);
    }

    @Test
    void a_credit_that_is_no_number_is_found_on_the_day_it_was_posted() {
        plant(PlantedFault.CREDIT_OF_NO_NUMBER);
        databases()
                .shards()
                .forEach(shard ->
                        databases()
                                .execute(
                                        shard.url(),
                                        "update transfer set posted_at = ? where business_no like '%by-hand%'",
                                        noon(LATER)));

        assertThat(found(reconcile(LATER)))
                .singleElement()
                .asString()
                .startsWith("SUMS_UNEXPLAINED CREDITS " + PlantedDay.DAY);
    }

    private SuiteDatabases databases() {
        return day.databases();
    }

    /** What it is about. */
    private String plant(PlantedFault fault) {
        return planter.plant(fault).about();
    }

    private DayReport reconcile(int daysLater) {
        LocalDate date = PlantedDay.DAY.plusDays(daysLater);
        return day.reconcile(date, PlantedDay.LATER.plus(Duration.ofDays(daysLater)));
    }

    private static List<String> found(DayReport report) {
        return report.discrepancies().stream()
                .map(row -> row.finding().kind() + " " + row.finding().subject())
                .toList();
    }

    private static long movedBlocks(DayReport report) {
        return report.checks().stream()
                .filter(check -> check.name().equals("OTHER_DAYS"))
                .map(Check::causes)
                .findFirst()
                .orElseThrow(() -> new AssertionError(DayReportText.of(report)))
                .count();
    }

    /** By Asia/Shanghai. */
    private static String noon(int daysLater) {
        return PlantedDay.DAY.plusDays(daysLater) + " 04:00:00";
    }

    private void postedLater(String number) {
        databases()
                .shards()
                .forEach(shard ->
                        databases()
                                .execute(
                                        shard.url(),
                                        "update transfer set posted_at = ? where business_no = ?",
                                        noon(LATER),
                                        number));
    }

    private record Share(long user, long fen, String openedAt) {}

    private Share share(String number) {
        String order = number.substring(0, OrderNumber.LENGTH);
        return databases()
                .row(
                        databases().setOf(order).url(),
                        row -> new Share(row.getLong(1), row.getLong(2), row.getString(3)),
                        "select user_id, amount_fen, cast(opened_at as char) from receive_order_"
                                + new OrderNumber(order).table()
                                + " where order_no = ? and share_no = ?",
                        order,
                        number.substring(OrderNumber.LENGTH + 1))
                .orElseThrow();
    }

    private void credit(String number, Share share, long fen) {
        transfer("SHARE_CREDIT", number, share.user(), fen, share.openedAt(), noon(LATER));
    }

    private void transfer(
            String kind, String number, long user, long fen, String at, String postedAt) {
        String shard = databases().shardOf(user).url();
        databases()
                .change(
                        shard,
                        1,
                        """
                        insert into transfer (kind, business_no, debit_account, credit_account,
                            amount_fen, user_id, business_at, posted_at)
                        values (?, ?, 'escrow', ?, ?, ?, ?, ?)
                        """,
                        kind,
                        number,
                        "user:" + user,
                        fen,
                        user,
                        at,
                        postedAt);
        databases()
                .change(
                        shard,
                        1,
                        "update balance set balance_fen = balance_fen + ? where user_id = ?",
                        fen,
                        user);
    }

    private record Active(String order, long sender, long fenLeft, String paidAt) {}

    /** What is left goes back in the second after it was paid. */
    private void endActive(SuiteDatabases.Set set, int table) {
        List<Active> active =
                databases()
                        .rows(
                                set.url(),
                                row ->
                                        new Active(
                                                row.getString(1),
                                                row.getLong(2),
                                                row.getLong(3),
                                                row.getString(4)),
                                "select order_no, sender_id, fen_left, cast(paid_at as char) from send_order_"
                                        + table
                                        + " where state = 'ACTIVE'");
        databases()
                .change(
                        set.url(),
                        active.size(),
                        "update send_order_"
                                + table
                                + " set state = 'REFUNDED', ended_at = paid_at, due_at = null"
                                + " where state = 'ACTIVE'");
        active.forEach(each ->
                transfer(
                        "PACKET_REFUND",
                        each.order(),
                        each.sender(),
                        each.fenLeft(),
                        each.paidAt(),
                        each.paidAt()));
    }
}
