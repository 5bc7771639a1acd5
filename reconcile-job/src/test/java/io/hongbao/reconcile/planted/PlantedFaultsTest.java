package io.hongbao.reconcile.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.planter.FaultPlanter;
import io.hongbao.planter.PlantedCase;
import io.hongbao.planter.PlantedFault;
import io.hongbao.planter.SuiteDatabases;
import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayReport.Discrepancy;
import io.hongbao.reconcile.day.DayReport.RepairState;
import io.hongbao.reconcile.day.DayReport.Verdict;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.tell.DayReportText;
import io.hongbao.reconcile.tell.ReportFiles;
import io.hongbao.testkit.api.JsonSchema;
import io.hongbao.testkit.cases.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault is found, is called what it is, and nothing else is. */
class PlantedFaultsTest {

    private static final Path DOCS = Checkout.file("docs");

    @TempDir Path statements;

    @Test
    void every_planted_fault_is_found_and_rightly_named_and_nothing_else_is() {
        var day = new PlantedDay(statements);
        day.write(4_000);
        var planter = new FaultPlanter(day.databases(), PlantedDay.DAY);
        List<PlantedCase> planted =
                Arrays.stream(PlantedFault.values()).map(planter::plant).toList();
        Map<String, List<String>> before = day.rows();
        assertThat(kinds(planted))
                .as("every kind is planted")
                .containsAll(Stream.of(Kind.values()).map(Kind::name).toList());

        DayReport report = day.reconcile();

        assertThat(found(report))
                .as(DayReportText.of(report))
                .containsExactlyElementsOf(expected(planted));
        assertThat(day.rows()).as("a run without repairs changes nothing").isEqualTo(before);
        assertThat(
                        JsonSchema.read(DOCS.resolve("reconcile-report.schema.json"))
                                .mistakes(ReportFiles.json(report)))
                .isEmpty();
    }

    @Test
    void every_kind_is_explained_in_the_runbook() throws IOException {
        String runbook = Files.readString(DOCS.resolve("runbooks/reconcile.md"));

        assertThat(Kind.values()).allMatch(kind -> runbook.contains("| `" + kind + "` |"));
    }

    /** The packet that was paid becomes active by its event, which nobody publishes here. */
    @Test
    void what_has_one_explanation_is_set_right_and_all_rows_are_as_they_were() {
        var day = new PlantedDay(statements);
        day.write(4_000);
        Map<String, List<String>> inOrder = day.rows();
        var planter = new FaultPlanter(day.databases(), PlantedDay.DAY);
        List<PlantedCase> planted =
                Arrays.stream(PlantedFault.values())
                        .filter(PlantedFault::repaired)
                        .filter(fault -> fault != PlantedFault.PAYMENT_NOT_ACTIVATED)
                        .map(planter::plant)
                        .toList();

        DayReport report = day.repair();

        assertThat(found(report)).containsExactlyElementsOf(expected(planted));
        assertThat(report.discrepancies())
                .as(DayReportText.of(report))
                .allMatch(row -> row.repaired() == RepairState.DONE);
        assertThat(report.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(unnumbered(day.rows())).isEqualTo(unnumbered(inOrder));
        assertThat(day.audits()).hasSize(planted.size()).allMatch(row -> row.endsWith(" DONE"));
        assertThat(day.reconcile().verdict()).isEqualTo(Verdict.CLEAN);
    }

    /**
     * A credit that is posted again is told anew, so its user's next number is another, and is
     * counted as received on the day of the repair.
     */
    private static Map<String, List<String>> unnumbered(Map<String, List<String>> tables) {
        var rows = new TreeMap<String, List<String>>();
        tables.forEach((table, all) ->
                rows.put(
                        table,
                        all.stream()
                                .map(row ->
                                        row.replaceAll("notification_no=\\d+", "")
                                                .replaceAll(
                                                        "day_received=(null|\\d+ \\d+ \\d+)", ""))
                                .sorted()
                                .toList()));
        return rows;
    }

    @Test
    void what_a_person_must_decide_is_not_touched() {
        var day = new PlantedDay(statements);
        day.write(4_000);
        var planter = new FaultPlanter(day.databases(), PlantedDay.DAY);
        List<PlantedCase> planted =
                Arrays.stream(PlantedFault.values())
                        .filter(fault -> !fault.repaired())
                        .map(planter::plant)
                        .toList();
        Map<String, List<String>> before = day.rows();

        DayReport report = day.repair();

        assertThat(found(report)).containsExactlyElementsOf(expected(planted));
        assertThat(report.discrepancies())
                .as(DayReportText.of(report))
                .allMatch(row ->
                        row.repaired() == RepairState.PERSON
                                || row.repaired() == RepairState.REFUSED);
        assertThat(day.rows()).isEqualTo(before);
        assertThat(day.audits()).isEmpty();
    }

    @Test
    void a_payment_that_was_not_told_is_published_again_and_under_way_until_then() {
        var day = new PlantedDay(statements);
        day.write(1_000);
        PlantedCase planted =
                new FaultPlanter(day.databases(), PlantedDay.DAY)
                        .plant(PlantedFault.PAYMENT_NOT_ACTIVATED);

        DayReport report = day.repair();
        DayReport again = day.repair();

        assertThat(found(report)).containsExactlyElementsOf(expected(List.of(planted)));
        assertThat(report.discrepancies()).allMatch(row -> row.repaired() == RepairState.UNDER_WAY);
        assertThat(again.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(again.checks().getFirst().inFlight().count()).isEqualTo(1);
        assertThat(String.join("", day.outboxes()))
                .contains("PacketPaidV1", planted.about())
                .containsOnlyOnce("\"orderNumber\"");
    }

    /** The packet is alone in its block, and none of its shares was opened. */
    @Test
    void counters_that_name_fen_without_any_share_are_found() {
        var day = new PlantedDay(statements);
        day.write(1_000);
        PlantedCase planted =
                new FaultPlanter(day.databases(), PlantedDay.DAY)
                        .plant(PlantedFault.ACTIVE_IN_TWO_SETS);
        String order = planted.about();
        day.databases()
                .change(
                        day.databases().setOf(order).url(),
                        1,
                        String.format(
                                Locale.ROOT,
                                "update send_order_%d set total_fen = total_fen + 3 where order_no = ?",
                                new OrderNumber(order).table()),
                        order);

        assertThat(found(day.reconcile())).contains("COUNTERS_DIFFER " + order);
    }

    @Test
    void money_is_not_posted_to_a_wallet_that_does_not_add_up() {
        var day = new PlantedDay(statements);
        day.write(1_000);
        PlantedCase planted =
                new FaultPlanter(day.databases(), PlantedDay.DAY).plant(PlantedFault.LOST_CREDIT);
        long user = day.reconcile().discrepancies().getFirst().finding().userId();
        balance(day.databases(), day.databases().shardOf(user).url(), user, 1);

        DayReport report = day.repair();

        assertThat(found(report))
                .containsExactly(
                        "BALANCE_DIFFERS user " + user, "CREDIT_MISSING " + planted.about());
        assertThat(report.discrepancies())
                .extracting(Discrepancy::note)
                .contains("the balance of its user is not proven");
        assertThat(day.audits()).isEmpty();
    }

    private record TwoCredits(String less, long lessUser, String more, long moreUser, long fen) {}

    /**
     * Number and sum stay as they were, and texts as long; so under a linear hash the two changes
     * would cancel out.
     */
    @Test
    void two_credits_of_a_packet_that_exchange_their_amounts_are_both_found() {
        var day = new PlantedDay(statements);
        day.write(500);
        SuiteDatabases databases = day.databases();
        String shard = databases.shards().getFirst().url();
        TwoCredits credits =
                databases
                        .rows(
                                shard,
                                row ->
                                        new TwoCredits(
                                                row.getString(1),
                                                row.getLong(2),
                                                row.getString(3),
                                                row.getLong(4),
                                                row.getLong(5)),
                                """
                                select a.business_no, a.user_id, b.business_no, b.user_id,
                                    b.amount_fen - a.amount_fen
                                from transfer a
                                join transfer b on b.kind = a.kind
                                    and b.business_no > left(a.business_no, 22)
                                    and b.business_no < concat(left(a.business_no, 22), ';')
                                    and b.amount_fen > a.amount_fen
                                    and length(b.amount_fen) = length(a.amount_fen)
                                    and length(b.user_id) = length(a.user_id)
                                    and length(b.business_no) = length(a.business_no)
                                where a.kind = 'SHARE_CREDIT'
                                order by a.business_no, b.business_no
                                limit 1
                                """)
                        .getFirst();
        credit(databases, shard, credits.less(), credits.fen());
        credit(databases, shard, credits.more(), -credits.fen());
        balance(databases, shard, credits.lessUser(), credits.fen());
        balance(databases, shard, credits.moreUser(), -credits.fen());

        DayReport report = day.reconcile();

        assertThat(found(report))
                .containsExactlyInAnyOrder(
                        Kind.CREDIT_DIFFERS + " " + credits.less(),
                        Kind.CREDIT_DIFFERS + " " + credits.more());
    }

    private static void credit(SuiteDatabases databases, String shard, String number, long fen) {
        databases.change(
                shard,
                1,
                "update transfer set amount_fen = amount_fen + ? where kind = 'SHARE_CREDIT' and business_no = ?",
                fen,
                number);
    }

    private static void balance(SuiteDatabases databases, String shard, long user, long fen) {
        databases.change(
                shard,
                1,
                "update balance set balance_fen = balance_fen + ? where user_id = ?",
                fen,
                user);
    }

    private static List<String> found(DayReport report) {
        return report.discrepancies().stream()
                .map(row -> row.finding().kind() + " " + row.finding().subject())
                .sorted()
                .toList();
    }

    private static Set<String> kinds(List<PlantedCase> planted) {
        return planted.stream()
                .flatMap(each -> each.expected().stream())
                .map(PlantedCase.Expected::kind)
                .collect(Collectors.toSet());
    }

    private static List<String> expected(List<PlantedCase> planted) {
        var all = new ArrayList<String>();
        for (PlantedCase each : planted) {
            each.expected().forEach(it -> all.add(it.kind() + " " + it.subject()));
        }
        all.sort(String::compareTo);
        return all;
    }
}
