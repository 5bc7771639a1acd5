package io.hongbao.ledgerconsumer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.catalogue.WalletCatalogue;
import io.hongbao.catalogue.WalletShard;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.hongbao.ledgerconsumer.apply.PostEvents.Destinations;
import io.hongbao.ledgerconsumer.shard.ShardDatabases;
import io.hongbao.ledgerconsumer.shard.ShardSettings;
import io.hongbao.ledgerconsumer.shard.ShardWatch;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody holds the row of a receiver for longer than the consumer waits. */
class LockedBalanceTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00.123Z");
    private static final UserId LI = new UserId(1001);
    private static final UserId WANG = new UserId(1002);

    private final TestDatabase database = SharedMariaDb.newDatabase();
    private final WalletShard shard = new WalletShard("wallet-0", database.url(), 0, 99, true);

    private int sequence;

    private Transfer credit(UserId user) {
        sequence++;
        return Transfer.shareCredit(
                OrderNumber.of(LocalDate.of(2026, 11, 21), sequence, new SetId(0), 3),
                0,
                user,
                new Money(1),
                NOON);
    }

    private static List<Boolean> written(PostEvents<Transfer> posting, Transfer... credits) {
        return posting.apply(List.of(credits)).stream()
                .map(outcome -> !outcome.isCompletedExceptionally())
                .toList();
    }

    @Test
    void a_locked_receiver_waits_alone_and_the_shard_stays_up() throws Exception {
        var registry = new SimpleMeterRegistry();
        var shards =
                new ShardDatabases(
                        new WalletCatalogue(List.of(shard)),
                        new ShardSettings(
                                Path.of("none"),
                                database.user(),
                                database.password(),
                                PATIENCE,
                                Duration.ofMillis(10),
                                Duration.ofMillis(10)),
                        registry);
        var watch =
                new ShardWatch(
                        List.of(shard),
                        shards::whyDown,
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        registry);
        watch.start();
        Eventually.isTrue("shard up", PATIENCE, () -> watch.up(shard));
        try (var posting =
                new PostEvents<>(
                        "test",
                        new PostCredits(
                                new LedgerWrites(Clock.systemUTC()),
                                new ReceivedAlarm(new ReceivedSettings(100, 100), registry)),
                        new Destinations(
                                shards, watch, new PostingMetrics(registry, Clock.systemUTC())))) {
            assertThat(written(posting, credit(LI), credit(WANG))).containsExactly(true, true);
            Transfer waiting = credit(LI);
            try (Connection other = database.connect()) {
                other.setAutoCommit(false);
                SqlStatement.execute(
                        other,
                        "update balance set updated_at = updated_at where user_id = ?",
                        LI.value());

                assertThat(written(posting, waiting, credit(WANG))).containsExactly(false, true);
                assertThat(watch.up(shard)).isTrue();
            }
            assertThat(written(posting, waiting)).containsExactly(true);
        }
    }
}
