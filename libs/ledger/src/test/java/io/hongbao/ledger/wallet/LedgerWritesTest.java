package io.hongbao.ledger.wallet;

import static io.hongbao.ledger.wallet.WalletShardFixture.NOON;
import static io.hongbao.ledger.wallet.WalletShardFixture.credit;
import static io.hongbao.ledger.wallet.WalletShardFixture.packet;
import static io.hongbao.ledger.wallet.WalletShardFixture.pay;
import static io.hongbao.ledger.wallet.WalletShardFixture.topUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.events.outbox.OutboxEvent;
import io.hongbao.lanes.commit.FaultListener;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.boundcard.BoundCard;
import io.hongbao.ledger.card.BankCard;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardEvent;
import io.hongbao.ledger.card.CardPurpose.PaysPacket;
import io.hongbao.ledger.wallet.PostOutcome.Differs;
import io.hongbao.ledger.wallet.PostOutcome.InsufficientBalance;
import io.hongbao.ledger.wallet.PostOutcome.Posted;
import io.hongbao.ledger.wallet.PostOutcome.Repeated;
import io.hongbao.ledger.wallet.PostOutcome.WrapAlreadyPaid;
import io.hongbao.testkit.cases.Seeds;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerWritesTest {

    private static final UserId LI = new UserId(1001);
    private static final UserId WANG = new UserId(1002);

    private final WalletShardFixture shard = new WalletShardFixture();
    private final LaneConnection connection = shard.connection();
    private final LedgerWrites writes = new LedgerWrites(InstantSource.fixed(NOON));

    @AfterEach
    void money_is_conserved() throws SQLException {
        connection.close();
        assertThat(shard.usersThatDoNotAddUp()).isEmpty();
    }

    private List<PostOutcome> post(Transfer... transfers) {
        return writes.post(connection, List.of(transfers));
    }

    private Money balance(UserId user) {
        return connection.read(session -> new LedgerReads().balance(session, user));
    }

    @Test
    void a_transfer_moves_money_once_however_often_it_is_posted() {
        Transfer topUp = topUp(LI, "a", 10_00);

        assertThat(post(topUp, topUp)).containsExactly(new Posted(topUp), new Repeated(topUp));
        assertThat(post(topUp)).containsExactly(new Repeated(topUp));

        assertThat(balance(LI)).isEqualTo(new Money(10_00));
    }

    @Test
    void the_same_identity_with_other_content_is_refused() {
        Transfer first = topUp(LI, "a", 10_00);
        post(first);

        assertThat(post(topUp(LI, "a", 10_01))).containsExactly(new Differs(first));

        assertThat(balance(LI)).isEqualTo(new Money(10_00));
    }

    @Test
    void of_a_batch_that_binds_and_unbinds_what_it_decided_last_is_stored() {
        var a = new BoundCard(LI, "bank-a", "a", "尾号 0001", NOON);
        var b = new BoundCard(LI, "bank-a", "b", "尾号 0002", NOON.plusMillis(1));
        var again = new BoundCard(LI, "bank-b", "a", "尾号 0003", NOON.plusMillis(2));
        bind(batch -> {
            batch.bind(a);
            batch.bind(b);
        });
        assertThat(boundCards(LI)).containsExactly(b, a);

        bind(batch -> {
            batch.unbind(LI, "a");
            batch.bind(again);
            batch.unbind(LI, "b");
            batch.unbind(LI, "b");
        });

        assertThat(boundCards(LI)).containsExactly(again);
        assertThat(boundCards(WANG)).isEmpty();
    }

    private void bind(Consumer<WalletBatch> decide) {
        writes.write(
                connection,
                new WalletNeeds().boundCards(LI),
                batch -> {
                    decide.accept(batch);
                    return LI;
                });
    }

    private List<BoundCard> boundCards(UserId user) {
        return connection.read(session -> new LedgerReads().boundCards(session, user));
    }

    @Test
    void keys_and_numbers_that_differ_only_in_case_are_two() {
        Transfer lower = topUp(LI, "key", 1_00);
        Transfer upper = topUp(LI, "KEY", 1_00);

        assertThat(post(lower, upper)).containsExactly(new Posted(lower), new Posted(upper));
    }

    @Test
    void nobody_pays_more_than_his_change() {
        post(topUp(LI, "a", 10_00));

        assertThat(post(pay(LI, packet(1), 6_00, "w1"), pay(LI, packet(2), 6_00, "w2")))
                .containsExactly(
                        new Posted(pay(LI, packet(1), 6_00, "w1")),
                        new InsufficientBalance(new Money(4_00)));

        assertThat(balance(LI)).isEqualTo(new Money(4_00));
    }

    @Test
    void a_repeated_payment_is_a_repeat_however_little_is_left() {
        Transfer payment = pay(LI, packet(1), 6_00, "w");
        post(topUp(LI, "a", 10_00), payment);

        assertThat(post(payment)).containsExactly(new Repeated(payment));
    }

    @Test
    void the_database_itself_keeps_a_balance_from_going_below_zero() {
        post(topUp(LI, "a", 10_00));

        assertThatThrownBy(() ->
                        connection.inTransaction(session -> {
                            try (Statement update = session.createStatement()) {
                                return update.executeUpdate("update balance set balance_fen = -1");
                            }
                        }))
                .isInstanceOf(DataFault.class);
    }

    @Test
    void of_two_packets_of_one_wrap_one_is_paid() {
        post(topUp(LI, "a", 10_00));
        Transfer first = pay(LI, packet(1), 2_00, "w");

        assertThat(post(first, pay(LI, packet(2), 2_00, "w")))
                .containsExactly(new Posted(first), new WrapAlreadyPaid(packet(1)));
        assertThat(post(pay(LI, packet(2), 2_00, "w"), first))
                .containsExactly(new WrapAlreadyPaid(packet(1)), new Repeated(first));

        assertThat(balance(LI)).isEqualTo(new Money(8_00));
    }

    @Test
    void two_payers_may_use_the_same_wrap_key() {
        post(topUp(LI, "a", 10_00), topUp(WANG, "a", 10_00));

        assertThat(post(pay(LI, packet(1), 2_00, "w"), pay(WANG, packet(2), 2_00, "w")))
                .hasOnlyElementsOfType(Posted.class);
    }

    @Test
    void what_the_batch_publishes_is_committed_with_it() throws SQLException {
        var event =
                new OutboxEvent(
                        "topic", 3, "key", "PacketPaidV1", "balance-credits", "{}", "signature");

        var written =
                writes.write(
                        connection,
                        new WalletNeeds().posting(topUp(LI, "a", 1_00)),
                        batch -> {
                            batch.publish(event);
                            return batch.post(topUp(LI, "a", 1_00));
                        });

        assertThat(written.outbox().orElseThrow().events()).containsExactly(event);
        assertThat(shard.read("select id from outbox"))
                .containsExactly(Long.toString(written.outbox().orElseThrow().rowId()));
    }

    @Test
    void a_decision_that_fails_leaves_nothing_behind() throws SQLException {
        assertThatThrownBy(() ->
                        writes.write(
                                connection,
                                new WalletNeeds().posting(topUp(LI, "a", 1_00)),
                                batch -> {
                                    batch.post(topUp(LI, "a", 1_00));
                                    throw new IllegalStateException("a bug");
                                }))
                .hasMessage("a bug");

        assertThat(shard.read("select business_no from transfer")).isEmpty();
        assertThat(balance(LI)).isEqualTo(Money.ZERO);
    }

    private static CardDocument document(long sequence, String wrapKey) {
        return CardDocument.create(
                CardDocument.numberOf(packet(sequence), 1),
                LI,
                new PaysPacket(
                        packet(sequence),
                        new IdempotencyKey(wrapKey),
                        NOON.plusSeconds(60),
                        Duration.ofHours(24)),
                new Money(1_00),
                new BankCard("bank-a", "k.hash", "card-good", "尾号 0001"),
                NOON,
                NOON.plusSeconds(4));
    }

    private static CardDocument declined(CardDocument document) {
        return document.after(CardEvent.DECLINED, NOON, Duration.ZERO);
    }

    private CardDocument write(CardDocument document, boolean opens) {
        return writes.write(
                        connection,
                        new WalletNeeds()
                                .wrap(document.wrap().orElseThrow())
                                .document(document.number()),
                        batch -> {
                            if (opens) {
                                batch.create(document);
                            } else {
                                batch.alter(document);
                            }
                            return batch.document(document.number()).orElseThrow();
                        })
                .answer();
    }

    @Test
    void a_card_document_is_read_as_it_was_written() throws SQLException {
        CardDocument open = document(1, "w");
        write(open, true);

        assertThat(readOpen()).contains(open);

        CardDocument asked = open.asked(NOON.plusSeconds(60));
        write(asked, false);
        assertThat(readOpen()).contains(asked);

        CardDocument escalated = asked.escalated(NOON.plusSeconds(70));
        write(escalated, false);
        assertThat(readOpen()).contains(escalated);

        CardDocument paid = asked.after(CardEvent.DEBITED, NOON.plusSeconds(80), Duration.ZERO);
        write(paid.withBalanceAfter(new Money(3)), false);
        assertThat(readOpen()).isEmpty();
        assertThat(shard.read("select card from card_document")).containsExactly((String) null);
        assertThat(written(paid)).isEqualTo(paid.withBalanceAfter(new Money(3)));
    }

    private CardDocument written(CardDocument document) {
        return writes.write(
                        connection,
                        new WalletNeeds().user(LI).document(document.number()),
                        batch -> batch.document(document.number()).orElseThrow())
                .answer();
    }

    private Optional<CardDocument> readOpen() {
        return connection.read(
                session -> new LedgerReads().undecidedDocument(session, LI, packet(1)));
    }

    @Test
    void the_database_itself_keeps_a_wrap_from_two_open_documents() {
        write(document(1, "w"), true);

        assertThatThrownBy(() -> write(document(2, "w"), true)).isInstanceOf(DataFault.class);

        write(declined(document(1, "w")), false);
        assertThat(write(document(2, "w"), true).undecided()).isTrue();
    }

    @Test
    void a_shard_knows_of_which_sets_packets_were_paid_or_begun_to_be() {
        var ofSet7 = OrderNumber.of(LocalDate.of(2026, 11, 21), 1, new SetId(7), 3);
        writes.post(connection, List.of(topUp(LI, "a", 5_00)));
        assertThat(paidSets()).isEmpty();

        write(document(1, "w"), true);
        assertThat(paidSets()).containsExactly(new SetId(0));

        writes.post(connection, List.of(pay(LI, ofSet7, 1_00, "w7"), pay(LI, packet(8), 1, "w8")));
        assertThat(paidSets()).containsExactly(new SetId(0), new SetId(7));
    }

    /** What was not committed is not taken for known. */
    @Test
    void a_shard_knows_a_set_also_when_the_first_try_to_pay_there_failed() {
        var both = List.of(document(1, "w"), document(2, "w"));
        var needs = new WalletNeeds().wrap(both.getFirst().wrap().orElseThrow());
        both.forEach(document -> needs.document(document.number()));
        assertThatThrownBy(() ->
                        writes.write(
                                connection,
                                needs,
                                batch -> {
                                    both.forEach(batch::create);
                                    return both;
                                }))
                .isInstanceOf(DataFault.class);
        assertThat(paidSets()).isEmpty();

        write(document(1, "w"), true);

        assertThat(paidSets()).containsExactly(new SetId(0));
    }

    private List<SetId> paidSets() {
        return connection.read(session -> new LedgerReads().paidSets(session));
    }

    @Test
    void a_decided_document_never_changes_again() {
        write(document(1, "w"), true);
        write(declined(document(1, "w")), false);

        assertThatThrownBy(() -> write(declined(document(1, "w")), false))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void hundreds_of_credits_to_new_users_are_one_batch() throws SQLException {
        List<Transfer> credits =
                IntStream.range(0, 1_200)
                        .mapToObj(i -> credit(new UserId(1 + i % 700), packet(i), i, 1 + i))
                        .toList();

        List<PostOutcome> outcomes = writes.post(connection, credits);

        assertThat(outcomes).hasOnlyElementsOfType(Posted.class).hasSize(1_200);
        assertThat(shard.read("select count(*) from transfer")).containsExactly("1200");
        assertThat(writes.post(connection, credits.reversed()))
                .hasOnlyElementsOfType(Repeated.class);
    }

    /** Writers of two services: users in any order, rows missing, the same transfers twice. */
    @ParameterizedTest
    @ValueSource(ints = {0, 300})
    void writers_wait_for_each_other_and_never_deadlock(int payments) {
        Seeds.once(random -> {
            var faults = new ConcurrentLinkedQueue<LaneFault>();
            var listener =
                    new FaultListener() {
                        @Override
                        public void onFault(LaneFault fault) {
                            faults.add(fault);
                        }
                    };
            var batches = batches(random, payments);
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                var writers = new ArrayList<Future<?>>();
                for (int i = 0; i < 4; i++) {
                    String name = "writer-" + i;
                    int first = i;
                    writers.add(
                            threads.submit(() -> {
                                try (var own = shard.connection(name, listener)) {
                                    for (int b = 0; b < batches.size(); b++) {
                                        int next = (b + first) % batches.size();
                                        writes.post(own, batches.get(next));
                                    }
                                }
                            }));
                }
                for (Future<?> writer : writers) {
                    writer.get();
                }
            }

            assertThat(faults).hasOnlyElementsOfType(DataFault.class);
            assertThat(shard.read("select count(*) from transfer where kind = 'TOP_UP'"))
                    .containsExactly("300");
        });
    }

    /** 300 top-ups and some payments, in batches that each writer writes. */
    private static List<List<Transfer>> batches(RandomGenerator random, int payments) {
        var all = new ArrayList<Transfer>();
        for (int i = 0; i < 300; i++) {
            UserId user = new UserId(1 + random.nextInt(20));
            all.add(topUp(user, "k" + i, 1 + random.nextInt(100)));
            if (i < payments) {
                all.add(pay(user, packet(i), 1 + random.nextInt(100), "w" + i));
            }
        }
        Collections.shuffle(all, Random.from(random));
        var batches = new ArrayList<List<Transfer>>();
        for (int from = 0; from < all.size(); from += 10) {
            batches.add(List.copyOf(all.subList(from, from + 10)));
        }
        return batches;
    }

    /** A canary: the conservation check sees a fen that came from nowhere. */
    @Test
    void a_balance_without_transfers_is_a_discrepancy() throws SQLException {
        connection.inTransaction(session -> {
            try (Statement insert = session.createStatement()) {
                return insert.executeUpdate(
                        "insert into balance (user_id, balance_fen, updated_at) values (7, 1, utc_timestamp(3))");
            }
        });

        assertThat(shard.usersThatDoNotAddUp()).containsExactly("7");

        post(topUp(new UserId(7), "a", 1));
        connection.inTransaction(session -> {
            try (Statement update = session.createStatement()) {
                return update.executeUpdate("update balance set balance_fen = 1 where user_id = 7");
            }
        });
    }
}
