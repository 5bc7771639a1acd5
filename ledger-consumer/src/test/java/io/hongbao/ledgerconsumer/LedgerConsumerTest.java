package io.hongbao.ledgerconsumer;

import static io.hongbao.contracts.event.NotificationKind.PACKET_FINISHED;
import static io.hongbao.contracts.event.NotificationKind.PACKET_REFUNDED;
import static io.hongbao.contracts.event.NotificationKind.PAYMENT_CONFIRMED;
import static io.hongbao.contracts.event.NotificationKind.SHARE_CREDITED;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.ShareOpenedV1;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.UserId;
import io.hongbao.events.dead.DeadLetters;
import io.hongbao.events.dead.Origin;
import io.hongbao.events.replay.ReplayProgram;
import io.hongbao.reconcile.report.Invariant;
import io.hongbao.servers.SharedKafka;
import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.Seeds;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerConsumerTest {

    private static final String NEXT_SECRET = "local-only-next-event-key";

    private ConsumerSuite suite;
    private ConfigurableApplicationContext service;

    /**
     * Users of one test. Of three threads of a group, one has the partitions of li, in wallet-0,
     * and of wang, in wallet-1: so it shows whether one shard holds up the other.
     */
    private int tests;

    private UserId sender;
    private UserId li;
    private UserId wang;

    @BeforeAll
    void start(@TempDir Path directory) {
        suite = new ConsumerSuite(directory);
        service = suite.start();
    }

    @AfterAll
    void close() {
        suite.close();
    }

    @BeforeEach
    void users() {
        long hundred = 100L * (20 + tests++);
        sender = new UserId(hundred + 1);
        li = new UserId(hundred + 40);
        wang = new UserId(hundred + 51);
    }

    /** Money may be anywhere while a test runs; when it ends, it is where it belongs. */
    @AfterEach
    void nothing_was_lost_or_made() {
        suite.requireConservation();
    }

    @Test
    void shares_and_refunds_are_credited_and_recorded() {
        var packet = suite.paidPacket(sender, 3_00, 3).open(li, 1_20).open(wang, 80).refund();

        suite.publish(packet.events());

        Eventually.passes(
                "credits and records",
                ConsumerSuite.PATIENCE,
                () -> {
                    assertThat(suite.balance(li)).contains(1_20L);
                    assertThat(suite.balance(wang)).contains(80L);
                    assertThat(suite.balance(sender)).contains(1_00L);
                    assertThat(suite.records(sender, "sent")).isEqualTo(1);
                    assertThat(suite.records(li, "received")).isEqualTo(1);
                    assertThat(suite.records(wang, "received")).isEqualTo(1);
                });
    }

    @Test
    void duplicates_in_any_order_are_applied_once() {
        var events = new ArrayList<PlayedSet.Event>();
        for (int i = 0; i < 10; i++) {
            var packet = suite.paidPacket(sender, 1_00, 3).open(li, 30).open(wang, 50);
            for (int copy = 0; copy < 3; copy++) {
                events.addAll(packet.events());
            }
        }
        Seeds.once(random -> Collections.shuffle(events, random));

        suite.publish(events);
        suite.requireConservation();

        Eventually.passes(
                "every credit once",
                ConsumerSuite.PATIENCE,
                () -> {
                    assertThat(suite.balance(li)).contains(3_00L);
                    assertThat(suite.balance(wang)).contains(5_00L);
                    assertThat(suite.records(wang, "received")).isEqualTo(10);
                });
    }

    @Test
    void moments_are_on_lists_of_their_own_and_what_was_paid_to_see_them_is_credited()
            throws SQLException {
        var events = new ArrayList<PlayedSet.Event>();
        events.addAll(suite.seenMoment(sender, li, 0));
        events.addAll(suite.seenMoment(sender, wang, 1_77));
        events.addAll(suite.paidPacket(wang, 1_77, 1).earn(sender).events());
        events.addAll(List.copyOf(events));
        Seeds.once(random -> Collections.shuffle(events, random));

        suite.publish(events);
        suite.requireConservation();

        Eventually.passes(
                "credit and lists",
                ConsumerSuite.PATIENCE,
                () -> {
                    assertThat(suite.balance(sender)).contains(1_77L);
                    assertThat(suite.records(sender, "posted")).isEqualTo(2);
                    assertThat(suite.records(sender, "earned")).isEqualTo(1);
                    assertThat(suite.records(li, "seen")).isEqualTo(1);
                    assertThat(suite.records(wang, "seen")).isEqualTo(1);
                });
        assertThat(suite.records(sender, "received")).isZero();
        assertThat(suite.records(wang, "sent")).isZero();
    }

    /** Of payments and packets of a week ago nobody is told any more, as PlayedSet's are. */
    @Test
    void users_are_told_of_each_step_once() {
        Instant now = Clock.systemUTC().instant();
        var events = suite.paidPacket(sender, 3_00, 3).open(li, 1_20).open(wang, 80).refund();
        var other = suite.paidPacket(sender, 1_00, 1).open(li, 1_00).finish(li, 1_00, now);
        suite.publish(events.events());
        suite.publish(other.events());
        suite.publish(other.events());

        suite.requireConservation();

        Eventually.passes(
                "told",
                ConsumerSuite.PATIENCE,
                () -> {
                    assertThat(suite.told(sender))
                            .containsExactlyInAnyOrder(
                                    PAYMENT_CONFIRMED,
                                    PAYMENT_CONFIRMED,
                                    PACKET_REFUNDED,
                                    PACKET_FINISHED);
                    assertThat(suite.told(li)).containsExactly(SHARE_CREDITED, SHARE_CREDITED);
                    assertThat(suite.told(wang)).containsExactly(SHARE_CREDITED);
                });
        lagBecomes(Topics.GROUP_NOTIFICATIONS, 0);
        assertThat(suite.deadLetters(Topics.GROUP_NOTIFICATIONS)).isEmpty();
    }

    @Test
    void the_reverse_order_gives_the_same_balances() {
        var events =
                suite.paidPacket(sender, 3_00, 3).open(li, 1_00).open(wang, 50).refund().events();

        suite.publish(events.reversed());

        Eventually.passes(
                "credits",
                ConsumerSuite.PATIENCE,
                () -> {
                    assertThat(suite.balance(li)).contains(1_00L);
                    assertThat(suite.balance(sender)).contains(1_50L);
                    assertThat(suite.records(sender, "sent")).isEqualTo(1);
                });
    }

    /** Committed in the database, but not yet in Kafka: a killed consumer leaves just this. */
    @Test
    void records_delivered_again_after_the_database_commit_change_nothing() throws Exception {
        suite.publish(suite.paidPacket(sender, 2_00, 2).open(li, 1_00).open(wang, 1_00).events());
        suite.requireConservation();
        suite.stop();

        forgetOffsets(Topics.GROUP_CREDITS);
        forgetOffsets(Topics.GROUP_RECORDS);
        service = suite.start();
        suite.publish(suite.paidPacket(sender, 1_00, 1).open(wang, 1_00).events());

        Eventually.passes(
                "the later credit",
                ConsumerSuite.PATIENCE,
                () -> assertThat(suite.balance(wang)).contains(2_00L));
        assertThat(suite.balance(li)).contains(1_00L);
    }

    @Test
    void a_killed_shard_holds_up_its_own_users_only_and_catches_up() {
        var packet = suite.paidPacket(sender, 2_00, 2);
        suite.wallet1.kill();
        suite.publish(packet.open(wang, 80).open(li, 1_20).events());

        Eventually.passes(
                "the other shard's credit",
                ConsumerSuite.PATIENCE,
                () -> assertThat(suite.balance(li)).contains(1_20L));
        lagBecomes(Topics.GROUP_CREDITS, 1);
        suite.publish(packet.events());
        lagBecomes(Topics.GROUP_CREDITS, 2);
        suite.wallet1.start();

        Eventually.passes(
                "the credit that waited",
                ConsumerSuite.PATIENCE,
                () -> assertThat(suite.balance(wang)).contains(80L));
        lagBecomes(Topics.GROUP_CREDITS, 0);
    }

    private void lagBecomes(String group, double records) {
        Eventually.passes(
                "the lag", ConsumerSuite.PATIENCE, () -> assertThat(lag(group)).isEqualTo(records));
    }

    private double lag(String group) {
        return gauge("hongbao.consumer.lag", group);
    }

    private double gauge(String name, String group) {
        return service.getBean(MeterRegistry.class).get(name).tag("group", group).gauge().value();
    }

    /** Of one group; the other takes what there is. */
    @Test
    void a_rate_builds_lag_and_its_changes_and_a_restart_lose_and_double_nothing()
            throws Exception {
        // At one a second it takes longer than any machine needs for the records.
        var packet = suite.paidPacket(sender, 400_00, 400);
        List<UserId> openers =
                LongStream.range(1_000_000, 1_000_400).mapToObj(UserId::new).toList();
        openers.forEach(opener -> packet.open(opener, 1_00));
        limitBecomes(
                RuntimeSettings.NONE.withConsumerRate(Topics.GROUP_CREDITS, OptionalInt.of(1)));

        suite.publish(packet.events());
        Eventually.isTrue(
                "all records",
                ConsumerSuite.PATIENCE,
                () -> suite.records(openers.getLast(), "received") == 1);
        // The gauge follows a moment later.
        Eventually.isTrue("the lag", ConsumerSuite.PATIENCE, () -> lag(Topics.GROUP_CREDITS) > 0);
        lagBecomes(Topics.GROUP_RECORDS, 0);
        suite.stop();
        service = suite.start();
        assertThat(rateLimit()).isEqualTo(1);
        assertThat(credited(openers)).isLessThan(400);
        limitBecomes(
                RuntimeSettings.NONE.withConsumerRate(Topics.GROUP_CREDITS, OptionalInt.of(20)));
        limitBecomes(RuntimeSettings.NONE);

        Eventually.passes(
                "every credit once",
                ConsumerSuite.PATIENCE,
                () -> assertThat(credited(openers)).isEqualTo(400));
        lagBecomes(Topics.GROUP_CREDITS, 0);
    }

    private long credited(List<UserId> users) throws SQLException {
        long credited = 0;
        for (UserId user : users) {
            credited += suite.balance(user).equals(Optional.of(1_00L)) ? 1 : 0;
        }
        return credited;
    }

    private void limitBecomes(RuntimeSettings settings) {
        suite.set(settings);
        OptionalInt rate = settings.consumerRate(Topics.GROUP_CREDITS);
        Eventually.isTrue(
                "the rate",
                ConsumerSuite.PATIENCE,
                () ->
                        rate.isPresent()
                                ? rateLimit() == rate.getAsInt()
                                : Double.isInfinite(rateLimit()));
    }

    private double rateLimit() {
        return gauge("hongbao.consumer.rate.limit", Topics.GROUP_CREDITS);
    }

    @Test
    void a_hung_shard_holds_up_its_own_users_only_and_catches_up() {
        var packet = suite.paidPacket(sender, 3_00, 3);
        suite.wallet1.hang();
        try {
            suite.publish(packet.open(wang, 80).open(li, 1_20).events());
            Eventually.passes(
                    "the other shard's credit",
                    ConsumerSuite.PATIENCE,
                    () -> assertThat(suite.balance(li)).contains(1_20L));
        } finally {
            suite.wallet1.resume();
        }

        Eventually.passes(
                "the credit that waited",
                ConsumerSuite.PATIENCE,
                () -> assertThat(suite.balance(wang)).contains(80L));
    }

    @Test
    void the_service_starts_and_is_ready_with_a_shard_down() {
        var packet = suite.paidPacket(sender, 2_00, 2);
        suite.stop();
        suite.wallet1.kill();
        service = suite.start();
        suite.publish(packet.open(wang, 80).open(li, 1_20).events());

        assertThat(service.getBean(ApplicationAvailability.class).getReadinessState())
                .isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
        Eventually.passes(
                "the other shard's credit",
                ConsumerSuite.PATIENCE,
                () -> assertThat(suite.balance(li)).contains(1_20L));
        suite.wallet1.start();
    }

    @Test
    void poison_goes_to_the_dead_letters_and_its_neighbours_are_credited() {
        var packet = suite.paidPacket(sender, 3_00, 3).open(li, 1_00);
        var good = packet.events().get(1);
        int before = suite.deadLetters(Topics.GROUP_CREDITS).size();
        suite.send(changed(good, "\"shareNo\":0", "\"shareNo\":1"), "");
        suite.publish(
                changed(good, "\"shareNo\":0", "\"shareNo\":2"),
                ConsumerSuite.signatures("local", "local-only-forged-secret"));
        suite.publish(List.of(retyped(good, "ShareHiddenV1")));
        suite.publish(List.of(changed(good, "\"amountFen\":100", "\"amountFen\":\"x\"")));
        suite.publish(List.of(changed(good, "\"amountFen\":100", "\"amountFen\":-1")));
        suite.publish(List.of(good));
        suite.publish(List.of(changed(good, "\"amountFen\":100", "\"amountFen\":200")));
        suite.publish(packet.open(li3(), 1_00).events());

        Eventually.passes(
                "dead letters",
                ConsumerSuite.PATIENCE,
                () -> {
                    var letters = suite.deadLetters(Topics.GROUP_CREDITS);
                    assertThat(letters.subList(before, letters.size()))
                            .extracting(letter -> header(letter, DeadLetters.REASON_HEADER))
                            .containsExactly(
                                    "signature_wrong",
                                    "signature_wrong",
                                    "type_unknown",
                                    "malformed",
                                    "malformed",
                                    "differs");
                });
        Eventually.passes(
                "credits of the neighbours",
                ConsumerSuite.PATIENCE,
                () -> {
                    assertThat(suite.balance(li)).contains(1_00L);
                    assertThat(suite.balance(li3())).contains(1_00L);
                });
        var letter = suite.deadLetters(Topics.GROUP_CREDITS).getLast();
        assertThat(new String(letter.value(), StandardCharsets.UTF_8))
                .contains("\"amountFen\":200");
        assertThat(header(letter, Topics.TYPE_HEADER)).isEqualTo(ShareOpenedV1.TYPE);
        assertThat(header(letter, Origin.HEADER)).startsWith(Topics.PACKETS + "/");
    }

    /** Found by splitting its batch: what is published at once arrives as one. */
    @Test
    void what_the_database_refuses_is_isolated() {
        var good = suite.paidPacket(sender, 9_00, 9);
        for (int i = 0; i < 9; i++) {
            good.open(new UserId(li.value() + i), 1_00);
        }
        int before = suite.deadLetters(Topics.GROUP_RECORDS).size();
        var events = new ArrayList<>(good.events());
        events.add(5, changed(events.get(5), "恭喜发财", "恭喜".repeat(50)));
        suite.publish(events);

        Eventually.passes(
                "records of the neighbours",
                ConsumerSuite.PATIENCE,
                () -> {
                    for (int i = 0; i < 9; i++) {
                        assertThat(suite.records(new UserId(li.value() + i), "received"))
                                .isEqualTo(1);
                    }
                });
        Eventually.passes(
                "the dead letter",
                ConsumerSuite.PATIENCE,
                () -> {
                    var letters = suite.deadLetters(Topics.GROUP_RECORDS);
                    assertThat(letters.subList(before, letters.size()))
                            .extracting(letter -> header(letter, DeadLetters.REASON_HEADER))
                            .containsExactly("data_refused");
                });
    }

    @Test
    void dead_letters_are_replayed_when_their_reason_is_gone() {
        EventSignatures next = ConsumerSuite.signatures("next", NEXT_SECRET);
        int before = suite.deadLetters(Topics.GROUP_CREDITS).size();
        var packet = suite.paidPacket(sender, 2_00, 2).open(li, 1_20).open(wang, 80);
        packet.events().forEach(event -> suite.publish(event, next));
        Eventually.isTrue(
                "the key is not known yet",
                ConsumerSuite.PATIENCE,
                () -> dead(packet, before).size() == 3);

        assertThat(replay()).isZero();
        Eventually.isTrue(
                "dead again", ConsumerSuite.PATIENCE, () -> dead(packet, before).size() == 6);
        suite.stop();
        service = suite.start("--hongbao.keys.events.packets.keys.next=" + NEXT_SECRET);
        assertThat(replay()).isZero();
        assertThat(replay()).isZero();

        Eventually.passes(
                "the replayed credits",
                ConsumerSuite.PATIENCE,
                () -> {
                    assertThat(suite.balance(li)).contains(1_20L);
                    assertThat(suite.balance(wang)).contains(80L);
                });
        // Poison of other tests in the same topic has died again; these have not.
        lagBecomes(Topics.GROUP_CREDITS, 0);
        assertThat(dead(packet, before)).hasSize(6);
    }

    private List<ConsumerRecord<byte[], byte[]>> dead(PlayedSet.Packet packet, int before) {
        return suite.deadLetters(Topics.GROUP_CREDITS).stream()
                .skip(before)
                .filter(letter ->
                        new String(letter.key(), StandardCharsets.UTF_8)
                                .equals(packet.number.value()))
                .toList();
    }

    @Test
    void a_newer_event_for_other_groups_is_counted_and_passed_over() {
        var packet = suite.paidPacket(sender, 1_00, 1).open(li, 1_00);
        int before = suite.deadLetters(Topics.GROUP_CREDITS).size();
        var praised =
                new PlayedSet.Event(li, "1", "SharePraisedV1", "praises", "{\"by\":\"wang\"}");
        suite.publish(List.of(praised));
        suite.publish(packet.events());

        Eventually.passes(
                "the credit behind it",
                ConsumerSuite.PATIENCE,
                () -> assertThat(suite.balance(li)).contains(1_00L));
        assertThat(
                        service.getBean(MeterRegistry.class)
                                .get("hongbao.events.skipped")
                                .tag("group", Topics.GROUP_CREDITS)
                                .tag("type", "SharePraisedV1")
                                .counter()
                                .count())
                .isEqualTo(1);
        assertThat(suite.deadLetters(Topics.GROUP_CREDITS)).hasSize(before);
    }

    /** Effects are read before causes: what is under way never looks like a discrepancy. */
    @Test
    void the_check_finds_nothing_wrong_while_credits_are_under_way() throws Exception {
        var checked = new CountDownLatch(2);
        try (var player = Executors.newSingleThreadExecutor()) {
            Future<?> playing =
                    player.submit(() -> {
                        for (int i = 0; i < 60; i++) {
                            if (i == 59) {
                                // Checks are made meanwhile, however fast either of us is.
                                checked.await();
                            }
                            var packet = suite.paidPacket(sender, 1_00, 3);
                            suite.publish(packet.open(li, 30).open(wang, 50).events());
                        }
                        return true;
                    });
            try {
                do {
                    suite.conservation().check().requireHolds(Invariant.PACKETS, Invariant.ESCROW);
                    checked.countDown();
                } while (!playing.isDone());
            } finally {
                player.shutdownNow();
            }
            playing.get();
        }

        suite.requireConservation();
        assertThat(suite.balance(wang)).contains(30_00L);
    }

    @Test
    void delays_batches_and_lag_are_measured() {
        suite.publish(suite.paidPacket(sender, 1_00, 1).open(li, 1_00).events());
        suite.requireConservation();

        var metrics = service.getBean(MeterRegistry.class);
        Eventually.passes(
                "delays, batches and shards",
                ConsumerSuite.PATIENCE,
                () -> {
                    assertThat(metrics.get("hongbao.credit.delay").timer().count()).isPositive();
                    assertThat(
                                    metrics.get("hongbao.posting.batch")
                                            .tag("group", Topics.GROUP_CREDITS)
                                            .tag("shard", "wallet-0")
                                            .summary()
                                            .totalAmount())
                            .isPositive();
                    assertThat(metrics.get("hongbao.posting.shard.up").gauges())
                            .allMatch(gauge -> gauge.value() == 1);
                });
        lagBecomes(Topics.GROUP_CREDITS, 0);
        lagBecomes(Topics.GROUP_RECORDS, 0);
    }

    private UserId li3() {
        return new UserId(li.value() + 1);
    }

    private int replay() {
        return ReplayProgram.run(suite.arguments("--replay=" + Topics.GROUP_CREDITS));
    }

    private static PlayedSet.Event changed(PlayedSet.Event event, String from, String to) {
        assertThat(event.json()).contains(from);
        return new PlayedSet.Event(
                event.user(),
                event.key(),
                event.type(),
                event.groups(),
                event.json().replace(from, to));
    }

    private static PlayedSet.Event retyped(PlayedSet.Event event, String type) {
        return new PlayedSet.Event(event.user(), event.key(), type, event.groups(), event.json());
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private void forgetOffsets(String group) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> beginnings = new HashMap<>();
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            beginnings.put(new TopicPartition(Topics.PACKETS, partition), new OffsetAndMetadata(0));
        }
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", SharedKafka.bootstrapServers()))) {
            Eventually.passes(
                    "the group is empty",
                    ConsumerSuite.PATIENCE,
                    () -> admin.alterConsumerGroupOffsets(group, beginnings).all().get());
        }
    }
}
