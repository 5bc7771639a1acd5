package io.hongbao.reconcile;

import static io.hongbao.reconcile.PlantedSuite.ACTIVE;
import static io.hongbao.reconcile.PlantedSuite.CLOSED;
import static io.hongbao.reconcile.PlantedSuite.FINISHED;
import static io.hongbao.reconcile.PlantedSuite.REFUNDED;
import static io.hongbao.reconcile.PlantedSuite.UNPAID;
import static io.hongbao.reconcile.PlantedSuite.balance;
import static io.hongbao.reconcile.PlantedSuite.credit;
import static io.hongbao.reconcile.PlantedSuite.share;
import static io.hongbao.reconcile.PlantedSuite.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.reconcile.bank.BankBooks;
import io.hongbao.reconcile.bank.BankSource;
import io.hongbao.reconcile.read.CannotReadException;
import io.hongbao.reconcile.report.Discrepancy;
import io.hongbao.reconcile.report.Invariant;
import io.hongbao.reconcile.report.InvariantVerdict;
import io.hongbao.reconcile.report.Report;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConservationTest {

    private static final String NOBODY = "2026112100000000990000";

    private static final DayKeys SEEDS =
            new DayKeys(
                    Map.of(
                            LocalDate.of(2026, 1, 1),
                            SecretKey.of("local-only-seed-key-of-these-tests")));

    private PlantedSuite suite;

    @BeforeAll
    void start() {
        suite = new PlantedSuite();
    }

    @BeforeEach
    void plant() {
        suite.plantCleanRows();
    }

    @Test
    void clean_rows_hold_all_invariants_that_can_be_checked() {
        Report report = suite.conservation().checkSettled(Duration.ZERO);

        report.requireHolds(
                Invariant.PACKETS, Invariant.BALANCES, Invariant.BANK, Invariant.ESCROW);
        assertThat(report.answer(Invariant.HISTORY).verdict())
                .isEqualTo(InvariantVerdict.NOT_CHECKED);
    }

    @Test
    void clean_rows_are_counted_and_summed() {
        var report = suite.conservation().check();

        assertThat(report.answer(Invariant.PACKETS).figures())
                .containsEntry("packets", 5L)
                .containsEntry("shares opened", 4L)
                .containsEntry("fen opened", 390L);
        assertThat(report.answer(Invariant.ESCROW).figures())
                .containsEntry("fen in escrow", 60L)
                .containsEntry("fen held by active packets", 60L)
                .containsEntry("fen decided, not yet posted", 0L);
    }

    /** The bank is asked when the snapshots are taken and nothing is read from them yet. */
    @Test
    void tables_that_are_altered_under_a_snapshot_are_read_in_a_new_one() {
        BankSource bank = Objects.requireNonNull(suite.conservation().bank());
        var altered = new AtomicInteger();

        Report report =
                suite.conservation()
                        .withBank(() -> {
                            if (altered.incrementAndGet() == 1) {
                                suite.run(
                                        "set-000",
                                        List.of("alter table receive_order_0 engine = InnoDB"));
                            }
                            return bank.read();
                        })
                        .check();

        report.requireHolds(Invariant.PACKETS, Invariant.ESCROW);
        assertThat(altered).hasValue(2);
    }

    /** One thing that is wrong, and what must be said about it. */
    record Canary(String kind, Invariant invariant, String database, List<String> sqls) {

        static Canary of(String kind, Invariant invariant, String database, String... sqls) {
            return new Canary(kind, invariant, database, List.of(sqls));
        }

        @Override
        public String toString() {
            return kind + " " + sqls;
        }
    }

    static Stream<Canary> packetCanaries() {
        var in = Invariant.PACKETS;
        return Stream.of(
                Canary.of(
                        "total is not opened + left + refunded",
                        in,
                        "set-000",
                        "update receive_order_0 set amount_fen = 41"),
                Canary.of(
                        "total is not opened + left + refunded",
                        in,
                        "set-001",
                        "update send_order_9 set fen_left = 99"),
                Canary.of(
                        "shares are not opened + left + refunded",
                        in,
                        "set-001",
                        "delete from receive_order_3 where share_no = 1"),
                Canary.of(
                        "share numbers have a gap",
                        in,
                        "set-001",
                        "update receive_order_3 set share_no = 2 where share_no = 1"),
                Canary.of(
                        "a share of less than 1 fen",
                        in,
                        "set-000",
                        "update receive_order_0 set amount_fen = 0",
                        "update send_order_0 set fen_left = 100 where state = 'ACTIVE'"),
                Canary.of(
                        "a user with two shares",
                        in,
                        "set-001",
                        "update receive_order_3 set user_id = 1060"),
                Canary.of(
                        "opened by who is not a recipient",
                        in,
                        "set-000",
                        "update send_order_0 set kind = 'EXCLUSIVE', recipients = '1003,1004'"),
                Canary.of(
                        "a share opened after its packet's time",
                        in,
                        "set-000",
                        "update receive_order_0 set opened_at = '2026-11-22 10:01:00.000'"),
                Canary.of(
                        "columns do not fit the state",
                        in,
                        "set-001",
                        "update send_order_9 set lifetime_ms = lifetime_ms + 1"),
                Canary.of("shares of no packet", in, "set-000", share(0, NOBODY, 0, 1002, 5)),
                Canary.of(
                        "packet in a wrong place",
                        in,
                        "set-001",
                        "insert into send_order_0 select * from send_order_3",
                        "delete from send_order_3"),
                Canary.of(
                        "shares in another place than their packet",
                        in,
                        "set-001",
                        "insert into receive_order_0 select * from receive_order_3",
                        "delete from receive_order_3"),
                Canary.of(
                        "packet stored twice",
                        in,
                        "set-001",
                        "insert into send_order_0 select * from send_order_3"),
                Canary.of(
                        "columns do not fit the state",
                        in,
                        "set-001",
                        "update send_order_3 set due_at = expires_at"),
                Canary.of(
                        "columns do not fit the state",
                        in,
                        "set-000",
                        "update send_order_0 set state = 'OPENED' where state = 'ACTIVE'"));
    }

    static Stream<Canary> walletCanaries() {
        var in = Invariant.BALANCES;
        return Stream.of(
                Canary.of(
                        "balance is not credits - debits",
                        in,
                        "wallet-0",
                        "update balance set balance_fen = balance_fen + 1 where user_id = 1002"),
                Canary.of(
                        "balance is not credits - debits",
                        in,
                        "wallet-0",
                        "update balance set balance_fen = -1 where user_id = 1002"),
                Canary.of(
                        "transfers without a balance",
                        in,
                        "wallet-1",
                        "delete from balance where user_id = 1060"),
                Canary.of("balance is not credits - debits", in, "wallet-1", balance(1070, 5)),
                Canary.of(
                        "a transfer between wrong accounts",
                        in,
                        "wallet-1",
                        transfer("PRIZE", "x", "lottery", "user:1060", 5, 1060, null),
                        "update balance set balance_fen = balance_fen + 5"),
                Canary.of(
                        "a transfer between wrong accounts",
                        in,
                        "wallet-0",
                        "update transfer set user_id = 1003 where user_id = 1002"),
                Canary.of("a user of another shard", in, "wallet-1", balance(1004, 0)));
    }

    static Stream<Canary> escrowCanaries() {
        var in = Invariant.ESCROW;
        return Stream.of(
                Canary.of(
                        "a credit without its share",
                        in,
                        "wallet-1",
                        credit(FINISHED, 2, 1060, 7),
                        "update balance set balance_fen = balance_fen + 7"),
                Canary.of(
                        "a credit without its share",
                        in,
                        "wallet-1",
                        credit(NOBODY, 0, 1060, 7),
                        "update balance set balance_fen = balance_fen + 7"),
                Canary.of(
                        "a share credited twice",
                        in,
                        "wallet-1",
                        credit(FINISHED, 0, 1060, 120),
                        "update balance set balance_fen = balance_fen + 120"),
                Canary.of(
                        "a credit that does not fit its share",
                        in,
                        "wallet-1",
                        "update transfer set amount_fen = 181 where amount_fen = 180",
                        "update balance set balance_fen = balance_fen + 1"),
                Canary.of(
                        "a credit between wrong accounts",
                        in,
                        "wallet-1",
                        "update transfer set debit_account = 'promotion' where amount_fen = 180"),
                Canary.of(
                        "a refund without its packet",
                        in,
                        "wallet-0",
                        transfer("PACKET_REFUND", ACTIVE, "escrow", "user:1001", 60, 1001, null)),
                Canary.of(
                        "a refund without its packet",
                        in,
                        "wallet-0",
                        transfer("PACKET_REFUND", NOBODY, "escrow", "user:1001", 60, 1001, null)),
                Canary.of(
                        "a refund of a payment that does not fit it",
                        in,
                        "wallet-0",
                        transfer("PAYMENT_REFUND", NOBODY, "escrow", "user:1001", 60, 1001, null)),
                Canary.of(
                        "a refund of a payment that does not fit it",
                        in,
                        "wallet-0",
                        transfer("PAYMENT_REFUND", ACTIVE, "escrow", "user:1001", 60, 1001, null)),
                Canary.of(
                        "a refund of a payment that does not fit it",
                        in,
                        "wallet-0",
                        transfer("PACKET_PAY", NOBODY, "user:1001", "escrow", 100, 1001, "k9"),
                        transfer("PAYMENT_REFUND", NOBODY, "escrow", "user:1001", 99, 1001, null)),
                Canary.of(
                        "a packet refunded twice",
                        in,
                        "wallet-1",
                        transfer(
                                "PACKET_REFUND", REFUNDED, "escrow", "user:1001", 100, 1001, null)),
                Canary.of(
                        "a refund that does not fit its packet",
                        in,
                        "wallet-0",
                        "update transfer set amount_fen = 99 where kind = 'PACKET_REFUND'"),
                Canary.of(
                        "a packet active without its payment",
                        in,
                        "wallet-0",
                        "delete from transfer where business_no = '" + ACTIVE + "'"),
                Canary.of(
                        "a packet paid twice",
                        in,
                        "wallet-1",
                        transfer("PACKET_PAY", ACTIVE, "user:1001", "escrow", 100, 1001, "k2")),
                Canary.of(
                        "a payment that does not fit its packet",
                        in,
                        "wallet-0",
                        "update transfer set amount_fen = 101 where business_no = '"
                                + ACTIVE
                                + "'"),
                Canary.of(
                        "a payment that does not fit its packet",
                        in,
                        "wallet-0",
                        "update transfer set wrap_key = 'other' where wrap_key = 'k2'"),
                Canary.of(
                        "a payment between wrong accounts",
                        in,
                        "wallet-0",
                        "update transfer set debit_account = 'user:1002' where wrap_key = 'k2'"),
                Canary.of(
                        "a transfer that names no packet",
                        in,
                        "wallet-1",
                        transfer("SHARE_CREDIT", "x", "escrow", "user:1060", 5, 1060, null)),
                Canary.of(
                        "escrow is not the sum of its parts",
                        in,
                        "wallet-1",
                        transfer("GIFT", "x", "escrow", "user:1060", 5, 1060, null)));
    }

    @ParameterizedTest
    @MethodSource({"packetCanaries", "walletCanaries", "escrowCanaries"})
    void a_planted_discrepancy_is_found(Canary canary) {
        suite.run(canary.database(), canary.sqls());

        Report report = suite.conservation().check();

        assertThat(report.answer(canary.invariant()).verdict()).isEqualTo(InvariantVerdict.NO);
        assertThat(kinds(report, canary.invariant())).contains(canary.kind());
        assertThatThrownBy(report::requireClean)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(canary.kind());
    }

    @Test
    void a_payment_of_a_lost_set_that_was_given_back_moves_nothing_in_the_end() {
        suite.run(
                "wallet-0",
                List.of(
                        transfer("PACKET_PAY", NOBODY, "user:1001", "escrow", 100, 1001, "k9"),
                        transfer(
                                "PAYMENT_REFUND", NOBODY, "escrow", "user:1001", 100, 1001, null)));

        Report report = suite.conservation().checkSettled(Duration.ZERO);

        report.requireHolds(
                Invariant.PACKETS, Invariant.BALANCES, Invariant.BANK, Invariant.ESCROW);
        assertThat(report.answer(Invariant.ESCROW).figures())
                .containsEntry("fen in escrow", 60L)
                .containsEntry("fen paid, not yet active", 0L);
    }

    static Stream<Canary> lateCanaries() {
        var in = Invariant.ESCROW;
        return Stream.of(
                Canary.of(
                        "a share without its credit",
                        in,
                        "wallet-1",
                        "delete from transfer where amount_fen = 180",
                        "update balance set balance_fen = 50"),
                Canary.of(
                        "a refunded packet without its refund",
                        in,
                        "wallet-0",
                        "delete from transfer where kind = 'PACKET_REFUND'",
                        "update balance set balance_fen = balance_fen - 100 where user_id = 1001"),
                Canary.of(
                        "a paid packet not active",
                        in,
                        "wallet-0",
                        transfer("PACKET_PAY", UNPAID, "user:1001", "escrow", 100, 1001, "k1"),
                        "update balance set balance_fen = balance_fen - 100 where user_id = 1001"),
                Canary.of(
                        "a paid packet not active",
                        in,
                        "wallet-0",
                        transfer("PACKET_PAY", CLOSED, "user:1001", "escrow", 100, 1001, "k5"),
                        "update balance set balance_fen = balance_fen - 100 where user_id = 1001"),
                Canary.of(
                        "a payment of no packet",
                        in,
                        "wallet-0",
                        transfer("PACKET_PAY", NOBODY, "user:1001", "escrow", 100, 1001, "k9"),
                        "update balance set balance_fen = balance_fen - 100 where user_id = 1001"));
    }

    @ParameterizedTest
    @MethodSource("lateCanaries")
    void a_missing_effect_is_in_flight_while_the_suite_runs_and_wrong_when_it_is_quiet(
            Canary canary) {
        suite.run(canary.database(), canary.sqls());

        Report running = suite.conservation().check();
        Report quiet = suite.conservation().checkSettled(Duration.ofMillis(300));

        running.requireClean();
        assertThat(inFlight(running)).isPositive();
        assertThat(kinds(quiet, Invariant.ESCROW)).containsExactly(canary.kind());
        assertThat(quiet.answer(Invariant.ESCROW).discrepancies()).allMatch(Discrepancy::late);
    }

    @Test
    void a_quiet_suite_is_given_its_time_to_settle() throws Exception {
        suite.run(
                "wallet-1",
                List.of(
                        "delete from transfer where amount_fen = 180",
                        "update balance set balance_fen = 50"));
        var settling =
                Thread.ofVirtual()
                        .start(() ->
                                suite.run(
                                        "wallet-1",
                                        List.of(
                                                "set autocommit = 0",
                                                credit(FINISHED, 1, 1060, 180),
                                                "update balance set balance_fen = 230",
                                                "commit")));

        Report report = suite.conservation().checkSettled(Duration.ofSeconds(90));

        report.requireHolds(Invariant.ESCROW);
        settling.join();
    }

    @Test
    void the_bank_must_have_what_was_posted() {
        Report report = suite.conservation().withBank(() -> new BankBooks(102_99, 2, 0, 0)).check();

        assertThat(kinds(report, Invariant.BANK))
                .containsExactly("posted, but not in the banks' books");
    }

    @Test
    void what_the_bank_has_must_be_posted_or_open() {
        Report lost = suite.conservation().withBank(() -> new BankBooks(104_00, 3, 0, 0)).check();
        suite.run("wallet-1", List.of("insert into card_document values ('x', 100, 'OPEN')"));
        Report unclear =
                suite.conservation().withBank(() -> new BankBooks(104_00, 3, 0, 0)).check();

        assertThat(kinds(lost, Invariant.BANK))
                .containsExactly("in the banks' books, but neither posted nor open");
        unclear.requireHolds(Invariant.BANK);
    }

    @Test
    void what_banks_gave_back_is_not_missed() {
        BankSource banks =
                BankSource.all(
                        List.of(
                                () -> new BankBooks(100_00, 1, 0, 0),
                                () -> new BankBooks(10_00, 2, 7_00, 1)));

        suite.conservation().withBank(banks).check().requireHolds(Invariant.BANK);
    }

    @Test
    void amounts_that_the_seed_does_not_give_are_found() {
        Report report = suite.conservation().withSeeds(SEEDS).check();

        assertThat(report.answer(Invariant.PACKETS).figure("packets recomputed from their seed"))
                .isEqualTo(3);
        assertThat(kinds(report, Invariant.PACKETS))
                .contains("an amount that the seed does not give");
    }

    @Test
    void amounts_of_another_rule_are_no_discrepancies_but_cannot_be_checked() {
        suite.run("set-001", List.of("delete from amount_rule"));
        try {
            assertThatThrownBy(() -> suite.conservation().withSeeds(SEEDS).check())
                    .isInstanceOf(CannotReadException.class)
                    .hasMessageContaining("LUCKY packets of an earlier build");
            suite.conservation().check().requireHolds(Invariant.PACKETS);
        } finally {
            suite.run("set-001", List.of("insert into amount_rule (rule_no) values (1)"));
        }
    }

    @Test
    void without_wallets_only_the_packets_are_judged() {
        Report report = Conservation.check(suite.conservation().sets(), List.of(), null, null);

        report.requireHolds(Invariant.PACKETS);
        assertThat(report.answers())
                .filteredOn(answer -> answer.verdict() == InvariantVerdict.NOT_CHECKED)
                .hasSize(4)
                .allMatch(answer -> !answer.note().isEmpty());
    }

    @Test
    void without_sets_only_the_balances_are_judged() {
        Report report = Conservation.check(List.of(), suite.conservation().wallets(), null, null);

        report.requireHolds(Invariant.BALANCES);
        assertThatThrownBy(() -> report.requireHolds(Invariant.ESCROW))
                .hasMessageContaining("not checked: ESCROW");
    }

    @Test
    void events_in_the_outboxes_are_counted() {
        suite.run(
                "set-001",
                List.of(
                        """
                        insert into outbox (table_no, created_at, events)
                        values (3, '2026-11-21 10:00:00.000', 'a\\tb\\nc\\td\\n'),
                            (3, '2026-11-21 10:00:00.000', 'e\\tf\\n')
                        """));

        Report report = suite.conservation().check();

        assertThat(report.answer(Invariant.ESCROW).figure("events in SET outboxes")).isEqualTo(3);
    }

    @Test
    void more_packets_than_a_page_are_all_seen() {
        int packets = 1_200;
        var orders = new ArrayList<String>();
        var transfers = new ArrayList<String>();
        for (int i = 0; i < packets; i++) {
            String number =
                    OrderNumber.of(
                                    LocalDate.of(2026, 11, 22),
                                    i,
                                    new io.hongbao.contracts.id.SetId(0),
                                    0)
                            .value();
            orders.add(
                    "('"
                            + number
                            + "', 1001, 'EQUAL', 4, 4, 'm', 'm"
                            + i
                            + "', 86400000, 'FINISHED', 5, 0, 0, now(), now(),"
                            + " now(), now() + interval 1 day, now(), null)");
            for (int share = 0; share < 4; share++) {
                transfers.add(
                        String.format(
                                Locale.ROOT,
                                "('%s', %d, %d, 1, now())",
                                number,
                                share,
                                2000 + share));
            }
        }
        suite.run(
                "set-000",
                List.of(
                        """
                        insert into send_order_0 (order_no, sender_id, kind, total_fen,
                            share_count, greeting, wrap_key, lifetime_ms, state, version, fen_left,
                            shares_left, created_at, pay_by, paid_at, expires_at, ended_at, due_at)
                        values
                        """
                                + String.join(",", orders),
                        "insert into receive_order_0 values " + String.join(",", transfers)));

        Report report = Conservation.check(suite.conservation().sets(), List.of(), null, null);

        report.requireHolds(Invariant.PACKETS);
        assertThat(report.answer(Invariant.PACKETS).figure("packets")).isEqualTo(packets + 5);
        assertThat(report.answer(Invariant.PACKETS).figure("shares opened"))
                .isEqualTo(4 * packets + 4);
    }

    private static List<String> kinds(Report report, Invariant invariant) {
        return report.answer(invariant).discrepancies().stream()
                .map(Discrepancy::kind)
                .distinct()
                .toList();
    }

    private static long inFlight(Report report) {
        var answer = report.answer(Invariant.ESCROW);
        return answer.figure("fen paid, not yet active")
                + answer.figure("fen decided, not yet posted");
    }
}
