package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.FaultListener;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.MysqlSource;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.ledger.account.Account;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.WrapId;
import io.hongbao.ledger.schema.WalletSchema;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A fresh wallet shard, with transfers to try on it. */
public final class WalletShardFixture {

    public static final Instant NOON = Instant.parse("2026-11-21T04:00:00.123Z");

    /** Writers may wait for each other as long as a slow machine takes. */
    private static final SessionLimits PATIENT =
            new SessionLimits(
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(5));

    private final TestDatabase database = SharedMariaDb.newDatabase();

    public WalletShardFixture() {
        WalletSchema.migrate(database.url(), database.user(), database.password());
    }

    public LaneConnection connection(String name, FaultListener listener) {
        return new LaneConnection(
                name,
                new MysqlSource(database.url(), database.user(), database.password(), PATIENT),
                PATIENT,
                new SimpleMeterRegistry(),
                listener);
    }

    public LaneConnection connection() {
        return connection("test", FaultListener.NONE);
    }

    public TestDatabase database() {
        return database;
    }

    public static OrderNumber packet(long sequence) {
        return OrderNumber.of(LocalDate.of(2026, 11, 21), sequence, new SetId(0), 0);
    }

    static Transfer topUp(UserId user, String key, long fen) {
        return Transfer.topUp(user, new IdempotencyKey(key), new Money(fen), NOON);
    }

    static Transfer pay(UserId payer, OrderNumber packet, long fen, String wrapKey) {
        return Transfer.packetPay(
                packet,
                Account.of(payer),
                new Money(fen),
                new WrapId(payer, new IdempotencyKey(wrapKey)),
                NOON);
    }

    static Transfer credit(UserId user, OrderNumber packet, int share, long fen) {
        return Transfer.shareCredit(packet, share, user, new Money(fen), NOON);
    }

    /** The first column of all rows. */
    public List<String> read(String select) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(select)) {
            var values = new ArrayList<String>();
            while (found.next()) {
                values.add(found.getString(1));
            }
            return values;
        }
    }

    /**
     * Users whose balance is not what their transfers credit less what they debit. The reconcile
     * job, which says the same of a whole suite, stands on this library and cannot be used here.
     */
    List<String> usersThatDoNotAddUp() throws SQLException {
        return read(
                """
                select user_id
                from (
                    select user_id, balance_fen as fen
                    from balance
                    union all
                    select user_id, -amount_fen
                    from transfer
                    where credit_account = concat('user:', user_id)
                    union all
                    select user_id, amount_fen
                    from transfer
                    where debit_account = concat('user:', user_id)
                ) as movement
                group by user_id
                having sum(fen) <> 0
                order by user_id
                """);
    }
}
