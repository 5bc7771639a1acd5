package io.hongbao.packet.archive;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.hongbao.lanes.commit.SqlQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Forgets the idempotency keys of wraps whose packets are archived: a repeat would be told of a
 * packet that is not there. A repeat after that is a wrap of its own, which cannot be paid when the
 * first was, since a key pays once.
 */
final class ForgetWrapKeys {

    private static final int PAGE = 1_000;
    private static final int DAY_LENGTH = 8;

    private final Connection connection;

    ForgetWrapKeys(Connection connection) {
        this.connection = connection;
    }

    private record Key(long sender, String key, String orderNo) {}

    /** Reads all keys in pages, without locks; deletes by primary key. The number deleted. */
    int forget(Collection<LocalDate> days) throws SQLException {
        Set<String> prefixes =
                days.stream().map(day -> day.format(BASIC_ISO_DATE)).collect(Collectors.toSet());
        int forgotten = 0;
        Key last = new Key(Long.MIN_VALUE, "", "");
        List<Key> page = page(last);
        while (!page.isEmpty()) {
            forgotten +=
                    delete(
                            page.stream()
                                    .filter(each ->
                                            prefixes.contains(
                                                    each.orderNo().substring(0, DAY_LENGTH)))
                                    .toList());
            page = page(page.getLast());
        }
        return forgotten;
    }

    private List<Key> page(Key last) throws SQLException {
        return SqlQuery.rows(
                connection,
                """
                select sender_id, idem_key, order_no
                from wrap_key
                where sender_id > ? or (sender_id = ? and idem_key > ?)
                order by sender_id, idem_key
                limit ?
                """,
                List.of(last.sender(), last.sender(), last.key(), PAGE),
                row -> new Key(row.getLong(1), row.getString(2), row.getString(3)));
    }

    /** In one database transaction: a page at most. */
    private int delete(List<Key> keys) throws SQLException {
        if (keys.isEmpty()) {
            return 0;
        }
        connection.setAutoCommit(false);
        try (PreparedStatement delete =
                connection.prepareStatement(
                        """
                        delete from wrap_key
                        where sender_id = ? and idem_key = ? and order_no = ?
                        """)) {
            int deleted = 0;
            for (Key key : keys) {
                delete.setLong(1, key.sender());
                delete.setString(2, key.key());
                delete.setString(3, key.orderNo());
                deleted += delete.executeUpdate();
            }
            connection.commit();
            return deleted;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
