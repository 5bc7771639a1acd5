package io.hongbao.ledgerconsumer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.MysqlSource;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.schema.WalletSchema;
import io.hongbao.ledger.usage.DayReceived;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two instances that post to one shard; more than 100 fen, or 10 shares, a day are much. */
class ReceivedAlarmTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final SessionLimits PATIENT =
            new SessionLimits(
                    PATIENCE, PATIENCE, Duration.ofMinutes(1), Duration.ofMinutes(10), PATIENCE);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00.123Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-21T16:00:00Z");
    private static final UserId LI = new UserId(1001);

    private final MovableClock clock = new MovableClock(NOON);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TestDatabase database = SharedMariaDb.newDatabase();
    private final LaneConnection first = connection();
    private final LaneConnection second = connection();
    private final PostCredits one = instance();
    private final PostCredits two = instance();
    private int sequence;

    private LaneConnection connection() {
        WalletSchema.migrate(database.url(), database.user(), database.password());
        return new LaneConnection(
                "test",
                new MysqlSource(database.url(), database.user(), database.password(), PATIENT),
                PATIENT,
                new SimpleMeterRegistry());
    }

    private PostCredits instance() {
        return new PostCredits(
                new LedgerWrites(clock),
                new ReceivedAlarm(new ReceivedSettings(100, 10), registry));
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    private OrderNumber packet() {
        return OrderNumber.of(TODAY, ++sequence, new SetId(0), 3);
    }

    private Transfer share(long fen) {
        return Transfer.shareCredit(packet(), 0, LI, new Money(fen), NOON);
    }

    private void receive(long... fen) {
        for (long each : fen) {
            one.write(first, List.of(share(each)));
        }
    }

    private DayReceived received() {
        return first.read(session -> new LedgerReads().received(session, LI, clock.instant()));
    }

    private Money balance() {
        return first.read(session -> new LedgerReads().balance(session, LI));
    }

    private double alarms() {
        return registry.get("hongbao.received.alarms").counter().count();
    }

    @Test
    void who_receives_more_money_than_is_usual_is_told_of_once_a_day() {
        receive(60, 40);
        assertThat(alarms()).isZero();

        receive(1);
        assertThat(alarms()).isEqualTo(1);
        receive(500, 1);
        assertThat(alarms()).isEqualTo(1);
    }

    @Test
    void who_receives_more_shares_than_is_usual_is_told_of_once_a_day() {
        receive(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        assertThat(alarms()).isZero();

        receive(1, 1, 200);

        assertThat(alarms()).isEqualTo(1);
    }

    @Test
    void shares_of_one_batch_count_one_by_one() {
        one.write(first, List.of(share(60), share(40), share(1), share(50)));

        assertThat(alarms()).isEqualTo(1);
        assertThat(received().shares().amount()).isEqualTo(new Money(151));
    }

    @Test
    void a_day_begins_at_midnight_in_shanghai_by_the_clock_of_who_writes() {
        clock.moveTo(MIDNIGHT.minusMillis(1));
        receive(100);
        clock.moveTo(MIDNIGHT);

        receive(100);
        assertThat(alarms()).isZero();
        assertThat(received().day()).isEqualTo(TODAY.plusDays(1));
        receive(1);
        assertThat(alarms()).isEqualTo(1);
    }

    @Test
    void repeats_and_what_comes_back_to_a_sender_are_not_received() {
        Transfer share = share(100);
        one.write(first, List.of(share));

        two.write(second, List.of(share));
        one.write(first, List.of(Transfer.packetRefund(packet(), LI, new Money(100), NOON)));

        assertThat(received().shares().count()).isEqualTo(1);
        assertThat(alarms()).isZero();
    }

    @Test
    void of_fifty_shares_at_once_at_two_instances_all_are_credited_and_one_tells()
            throws Exception {
        List<Transfer> shares = IntStream.range(0, 50).mapToObj(_ -> share(1)).toList();
        var calls = new ArrayList<Callable<Object>>();
        calls.add(() -> writeEach(one, first, shares.subList(0, 30)));
        calls.add(() -> writeEach(two, second, shares.subList(20, 50)));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                call.get();
            }
        }

        assertThat(received().shares().count()).isEqualTo(50);
        assertThat(balance()).isEqualTo(new Money(50));
        assertThat(alarms()).isEqualTo(1);
    }

    private static int writeEach(
            PostCredits instance, LaneConnection connection, List<Transfer> shares) {
        shares.forEach(share -> instance.write(connection, List.of(share)));
        return shares.size();
    }
}
