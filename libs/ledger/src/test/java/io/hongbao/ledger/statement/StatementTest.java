package io.hongbao.ledger.statement;

import static io.hongbao.ledger.wallet.WalletShardFixture.NOON;
import static io.hongbao.ledger.wallet.WalletShardFixture.packet;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.ledger.account.Account;
import io.hongbao.ledger.account.SystemAccount;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.WrapId;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.hongbao.ledger.wallet.WalletShardFixture;
import io.hongbao.testkit.cases.MovableClock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {

    private static final UserId LI = new UserId(1001);
    private static final UserId WANG = new UserId(1002);

    private final MovableClock clock = new MovableClock(NOON);
    private final WalletShardFixture shard = new WalletShardFixture();
    private final LaneConnection connection = shard.connection();

    @AfterEach
    void stop() {
        connection.close();
    }

    /** Of each kind and of both ways to pay; every millisecond one, but for the last two. */
    private List<String> postEverything(boolean tellsUsers) {
        var writes = new LedgerWrites(clock, tellsUsers);
        List<Transfer> all =
                List.of(
                        Transfer.topUp(LI, new IdempotencyKey("a/b"), new Money(20_00), NOON),
                        pay(packet(1), Account.of(LI), 5_00),
                        Transfer.shareCredit(packet(9), 2, LI, new Money(1_00), NOON),
                        pay(packet(2), SystemAccount.BANK, 6_00),
                        Transfer.packetRefund(packet(1), LI, new Money(2_00), NOON),
                        Transfer.topUp(LI, new IdempotencyKey("c"), new Money(3_00), NOON),
                        Transfer.shareCredit(packet(8), 0, LI, new Money(4_00), NOON));
        var posted = new ArrayList<String>();
        for (Transfer transfer : all) {
            writes.post(connection, List.of(transfer));
            posted.addFirst(transfer.id().toString());
            clock.advance(Duration.ofMillis(1));
        }
        writes.post(
                connection,
                List.of(Transfer.topUp(WANG, new IdempotencyKey("a"), new Money(1), NOON)));
        return posted;
    }

    private static Transfer pay(OrderNumber packet, Account from, long fen) {
        var wrap = new WrapId(LI, new IdempotencyKey("wrap-" + packet.sequence()));
        return Transfer.packetPay(packet, from, new Money(fen), wrap, NOON);
    }

    private Statement.Page page(Optional<StatementCursor> after, int limit) {
        return connection.read(session -> new Statement().page(session, LI, after, limit));
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "true, 2", "true, 3", "true, 100", "false, 1", "false, 3"})
    void all_transfers_of_the_user_come_once_and_newest_first(boolean tellsUsers, int limit) {
        List<String> posted = postEverything(tellsUsers);
        var seen = new ArrayList<String>();
        Optional<StatementCursor> after = Optional.empty();

        do {
            Statement.Page page = page(after, limit);
            assertThat(page.lines()).hasSizeBetween(1, limit);
            page.lines().forEach(line -> seen.add(line.id().toString()));
            after = page.next().map(next -> StatementCursor.parse(next.text()).orElseThrow());
        } while (after.isPresent());

        assertThat(seen).isEqualTo(posted);
    }

    @Test
    void of_lines_of_one_instant_none_is_left_out_between_two_pages() {
        var writes = new LedgerWrites(clock, false);
        var all = new ArrayList<Transfer>();
        for (int i = 0; i < 5; i++) {
            all.add(Transfer.shareCredit(packet(i), 0, LI, new Money(1), NOON));
            all.add(Transfer.packetRefund(packet(i), LI, new Money(1), NOON));
        }
        writes.post(connection, all);
        var seen = new ArrayList<String>();

        Optional<StatementCursor> after = Optional.empty();
        do {
            Statement.Page page = page(after, 3);
            page.lines().forEach(line -> seen.add(line.id().toString()));
            after = page.next();
        } while (after.isPresent());

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(transfer -> transfer.id().toString()).toList());
    }

    @Test
    void a_line_says_what_paid_and_for_which_packet() {
        postEverything(true);

        List<StatementLine> lines = page(Optional.empty(), 100).lines();

        assertThat(lines.stream().map(StatementLine::fromBank))
                .containsExactly(false, true, false, true, false, false, true);
        assertThat(lines.stream().map(line -> line.packet().orElse(null)))
                .containsExactly(packet(8), null, packet(1), packet(2), packet(9), packet(1), null);
        assertThat(lines.getFirst().amount()).isEqualTo(new Money(4_00));
        assertThat(lines.getFirst().at()).isEqualTo(NOON.plusMillis(6));
    }

    @Test
    void a_page_of_credits_is_read_from_the_index_in_its_order() throws SQLException {
        try (Connection session = shard.database().connect();
                var statement = session.createStatement();
                ResultSet plan =
                        statement.executeQuery(
                                """
                                explain select kind, business_no, posted_at
                                from transfer force index (transfer_of_wrap)
                                where user_id = 1001 and wrap_key is null
                                    and notification_no > 0 and notification_no < 100
                                order by notification_no desc limit 21
                                """)) {
            assertThat(plan.next()).isTrue();
            assertThat(plan.getString("Extra")).doesNotContain("filesort");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "MS8yLzM", "LS0tLS0tLS0", "MC8xL1RPUF9VUC94"})
    void text_that_is_no_cursor_is_none(String text) {
        assertThat(StatementCursor.parse(text)).isEmpty();
    }
}
