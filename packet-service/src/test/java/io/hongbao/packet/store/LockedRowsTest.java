package io.hongbao.packet.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.servers.SharedMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In tables so small that a scan costs less than the primary key, no row too many is locked. */
final class LockedRowsTest {

    private static final UserId SENDER = new UserId(1001);

    private final TestSet set = TestSet.on(SharedMariaDb.newDatabase());

    @AfterEach
    void close() {
        set.close();
    }

    private Connection begin() throws SQLException {
        Connection connection = set.connect();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("set innodb_lock_wait_timeout = 1");
        }
        return connection;
    }

    @Test
    void idempotency_keys_of_others_are_not_waited_for() throws SQLException {
        List<WrapKey> keys = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            var key = new WrapKey(SENDER, TestSet.newKey());
            keys.add(key);
            TestSet.await(
                    set.submit(TestSet.wrapCommand(SENDER, key.key(), TestSet.lucky(100, 3))));
        }

        try (Connection one = begin();
                Connection other = begin()) {
            var first = List.of(keys.get(0), keys.get(2));
            var second = List.of(keys.get(1), keys.get(3));

            assertThat(PacketReads.lockWraps(one, first)).containsOnlyKeys(first);
            assertThat(PacketReads.lockWraps(other, second)).containsOnlyKeys(second);
        }
    }

    @Test
    void packets_of_others_are_not_waited_for() throws SQLException {
        List<OrderNumber> ofOneTable = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            var key = new WrapKey(SENDER, TestSet.newKey());
            var wrap = TestSet.wrapCommand(key, TestSet.lucky(100, 3), 0);
            var wrapped = (WrapOutcome.Wrapped) TestSet.await(set.submit(wrap));
            ofOneTable.add(wrapped.packet().number());
        }
        assertThat(ofOneTable).extracting(OrderNumber::table).containsOnly(0);

        try (Connection one = begin();
                Connection other = begin()) {
            var first = List.of(ofOneTable.get(0), ofOneTable.get(2));
            var second = List.of(ofOneTable.get(1), ofOneTable.get(3));

            assertThat(PacketReads.lock(one, first)).containsOnlyKeys(first);
            assertThat(PacketReads.lock(other, second)).containsOnlyKeys(second);
        }
    }
}
