package io.hongbao.ledger.record;

import static io.hongbao.ledger.wallet.WalletShardFixture.NOON;
import static io.hongbao.ledger.wallet.WalletShardFixture.packet;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.ledger.wallet.WalletShardFixture;
import io.hongbao.ledger.wallet.WriteOutcome;
import io.hongbao.testkit.cases.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordsTest {

    private static final UserId LI = new UserId(1001);
    private static final UserId WANG = new UserId(1002);

    private final WalletShardFixture shard = new WalletShardFixture();
    private final LaneConnection connection = shard.connection();
    private final Records records = new Records();

    @AfterEach
    void close() {
        connection.close();
    }

    private static UserRecord received(long sequence, int minutes) {
        return UserRecord.received(
                LI,
                packet(sequence),
                PacketKind.LUCKY,
                new Money(1_00),
                WANG,
                NOON.plusSeconds(60L * minutes),
                "恭喜发财🧧");
    }

    private static UserRecord sent(long sequence) {
        return UserRecord.sent(
                LI, packet(sequence), PacketKind.EQUAL, new Money(1_00), 4, NOON, "");
    }

    private RecordPage page(Optional<RecordCursor> after, int limit) {
        return connection.read(
                session -> records.page(session, LI, RecordDirection.RECEIVED, after, limit));
    }

    @Test
    void a_record_is_there_once_however_often_it_is_added() {
        assertThat(records.add(connection, List.of(received(1, 0), received(1, 0))))
                .containsExactly(WriteOutcome.NEW, WriteOutcome.REPEATED);
        assertThat(records.add(connection, List.of(received(2, 0), received(1, 0))))
                .containsExactly(WriteOutcome.NEW, WriteOutcome.REPEATED);

        assertThat(page(Optional.empty(), 10).records())
                .containsExactly(received(2, 0), received(1, 0));
    }

    @Test
    void other_content_is_refused_and_the_first_stays() {
        records.add(connection, List.of(received(1, 0)));

        assertThat(records.add(connection, List.of(received(1, 5))))
                .containsExactly(WriteOutcome.DIFFERS);

        assertThat(page(Optional.empty(), 10).records()).containsExactly(received(1, 0));
    }

    @Test
    void the_sender_of_a_packet_who_opened_it_has_it_in_both_lists() {
        records.add(connection, List.of(received(1, 0), sent(1)));

        RecordPage sent =
                connection.read(session ->
                        records.page(session, LI, RecordDirection.SENT, Optional.empty(), 10));

        assertThat(sent.records()).containsExactly(sent(1));
        assertThat(page(Optional.empty(), 10).records()).containsExactly(received(1, 0));
    }

    /** With many equal times, and records added in any order. */
    @Test
    void pages_of_any_size_show_everything_once_newest_first() {
        Seeds.once(random -> {
            var all = new ArrayList<UserRecord>();
            for (int i = 0; i < 60; i++) {
                all.add(received(i, random.nextInt(6)));
            }
            Collections.shuffle(all, Random.from(random));
            records.add(connection, all);
            all.sort(
                    Comparator.comparing(UserRecord::at)
                            .thenComparing(UserRecord::packet)
                            .reversed());

            var seen = new ArrayList<UserRecord>();
            Optional<RecordCursor> next = Optional.empty();
            do {
                RecordPage page = page(next, 1 + random.nextInt(20));
                seen.addAll(page.records());
                next = page.next().map(RecordCursor::text).flatMap(RecordCursor::parse);
            } while (next.isPresent());

            assertThat(seen).isEqualTo(all);
        });
    }

    @Test
    void a_page_reads_no_row_that_it_does_not_show() {
        records.add(
                connection,
                IntStream.range(0, 1_000).mapToObj(i -> received(i, i * 37 % 100)).toList());

        long read =
                connection.read(session -> {
                    SqlStatement.execute(session, "flush status");
                    records.page(
                            session,
                            LI,
                            RecordDirection.RECEIVED,
                            Optional.of(new RecordCursor(NOON.plusSeconds(3_000), packet(500))),
                            20);
                    return SqlQuery.rows(
                                    session,
                                    "show session status like 'Handler_read%'",
                                    List.of(),
                                    row -> row.getLong(2))
                            .stream()
                            .mapToLong(count -> count)
                            .sum();
                });

        assertThat(read).isBetween(21L, 23L);
    }

    @Test
    void text_that_is_no_cursor_is_none() {
        for (String text : List.of("", "x", "!!!", "MTIz", "LTE6MjAyNjExMjEwMDAwMDAwMDAxMDAwMA")) {
            assertThat(RecordCursor.parse(text)).as(text).isEmpty();
        }
    }
}
