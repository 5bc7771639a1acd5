package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.sql.Chunks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Users whose rows others hold. */
public final class LockedUsers {

    private LockedUsers() {}

    /**
     * Those of them who have a row that cannot be locked now. Waits for nobody; what it locks is
     * the caller's to release.
     */
    public static Set<UserId> among(Connection connection, Collection<UserId> users)
            throws SQLException {
        var locked = new HashSet<UserId>();
        for (List<UserId> chunk : Chunks.of(new TreeSet<>(users))) {
            var skipped = new HashSet<>(chunk);
            skipped.removeAll(BalanceRows.lockFree(connection, chunk));
            if (!skipped.isEmpty()) {
                locked.addAll(BalanceRows.existing(connection, List.copyOf(skipped)));
            }
        }
        return locked;
    }
}
