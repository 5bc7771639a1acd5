package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.events.outbox.Outbox;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.SqlScript;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.TransferId;
import io.hongbao.ledger.account.TransferKind;
import io.hongbao.ledger.account.WrapId;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.sql.Parts;
import io.hongbao.ledger.sql.SqlSessions;
import io.hongbao.ledger.wallet.CardDocumentMapper.Wrap;
import io.hongbao.ledger.wallet.Written.OutboxEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.ibatis.session.SqlSession;

/**
 * The one way to change a wallet shard, in whichever service: lock the balances in ascending user
 * id, read which identities exist, decide, write what is new, commit. Two writers wait for each
 * other, and never deadlock. All or nothing; a repeat of a whole batch writes nothing new.
 *
 * <p>A balance row that is missing is made in a database transaction of its own, before any lock,
 * so that locks are always taken in ascending order.
 */
public final class LedgerWrites {

    /** Wallet shards have one outbox. */
    public static final int OUTBOX_TABLE = 0;

    /** The most rows of one statement. */
    private final SqlSessions sessions =
            new SqlSessions(BalanceMapper.class, CardDocumentMapper.class);

    private final InstantSource clock;

    public LedgerWrites(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Posts transfers, in the order given. The outcomes are in the same order, and durable when
     * this returns.
     *
     * <p>Throws a {@code LaneFault}, as {@link LaneConnection#inTransaction} says.
     */
    public List<PostOutcome> post(LaneConnection connection, List<Transfer> transfers) {
        if (transfers.isEmpty()) {
            return List.of();
        }
        var needs = new WalletNeeds();
        transfers.forEach(needs::posting);
        return write(connection, needs, batch -> transfers.stream().map(batch::post).toList())
                .answer();
    }

    /**
     * Locks and reads what is needed, lets {@code decide} decide on it, writes the decisions and
     * commits. {@code decide} is called once, and must not have effects of its own.
     *
     * <p>Throws a {@code LaneFault}, as {@link LaneConnection#inTransaction} says.
     */
    public <R> Written<R> write(
            LaneConnection connection, WalletNeeds needs, Function<WalletBatch, R> decide) {
        Attempt<R> first = connection.inTransaction(session -> attempt(session, needs, decide));
        if (first instanceof Done<R>(var written)) {
            return written;
        }
        // Locks are let go: whoever waits for one of them cannot be waited for here.
        connection.inTransaction(session -> createRows(session, first.missing()));
        Attempt<R> second = connection.inTransaction(session -> attempt(session, needs, decide));
        if (second instanceof Done<R>(var written)) {
            return written;
        }
        throw new IllegalStateException("balance rows are never deleted: " + second.missing());
    }

    /** What one database transaction came to. */
    private sealed interface Attempt<R> {

        default NavigableSet<UserId> missing() {
            return new TreeSet<>();
        }
    }

    private record Done<R>(Written<R> written) implements Attempt<R> {}

    private record RowsMissing<R>(NavigableSet<UserId> missing) implements Attempt<R> {}

    private <R> Attempt<R> attempt(
            Connection connection, WalletNeeds needs, Function<WalletBatch, R> decide)
            throws SQLException {
        try (SqlSession session = sessions.on(connection)) {
            Map<UserId, Money> changes = lock(connection, needs.users());
            if (changes.size() < needs.users().size()) {
                var missing = new TreeSet<>(needs.users());
                missing.removeAll(changes.keySet());
                return new RowsMissing<>(missing);
            }
            var batch =
                    new WalletBatch(
                            needs, changes, transfers(connection, needs), cards(session, needs));
            R answer = decide.apply(batch);
            return new Done<>(new Written<>(answer, write(connection, session, batch)));
        }
    }

    private static Map<UserId, Money> lock(Connection connection, NavigableSet<UserId> users)
            throws SQLException {
        var changes = new TreeMap<UserId, Money>();
        for (List<UserId> part : Parts.of(users)) {
            for (Map.Entry<UserId, Money> row : BalanceRows.lock(connection, part)) {
                changes.put(row.getKey(), row.getValue());
            }
        }
        return changes;
    }

    private Integer createRows(Connection connection, NavigableSet<UserId> users) {
        try (SqlSession session = sessions.on(connection)) {
            var mapper = session.getMapper(BalanceMapper.class);
            Instant now = now();
            Parts.of(users).forEach(part -> mapper.create(ids(part), now));
            return users.size();
        }
    }

    private static List<Transfer> transfers(Connection connection, WalletNeeds needs)
            throws SQLException {
        var numbers = new EnumMap<TransferKind, List<String>>(TransferKind.class);
        for (TransferId id : needs.transfers()) {
            numbers.computeIfAbsent(id.kind(), _ -> new ArrayList<>()).add(id.businessNumber());
        }
        var found = new ArrayList<Transfer>();
        for (Map.Entry<TransferKind, List<String>> ofKind : numbers.entrySet()) {
            for (List<String> part : Parts.of(ofKind.getValue())) {
                found.addAll(TransferRows.ofIds(connection, ofKind.getKey(), part));
            }
        }
        for (List<WrapId> part : Parts.of(needs.wraps())) {
            found.addAll(TransferRows.ofWraps(connection, part));
        }
        return found;
    }

    private static List<CardDocument> cards(SqlSession session, WalletNeeds needs) {
        var mapper = session.getMapper(CardDocumentMapper.class);
        var rows = new ArrayList<CardRow>();
        Parts.of(needs.documents()).forEach(part -> rows.addAll(mapper.ofNumbers(part)));
        Parts.of(wraps(needs)).forEach(part -> rows.addAll(mapper.ofWraps(part)));
        return rows.stream().map(CardRow::toDocument).toList();
    }

    private static List<Wrap> wraps(WalletNeeds needs) {
        return needs.wraps().stream()
                .map(wrap -> new Wrap(wrap.payer().value(), wrap.key().value()))
                .toList();
    }

    /** Transfers, balances and the row that tells of them in one round trip. */
    private Optional<OutboxEntry> write(
            Connection connection, SqlSession session, WalletBatch batch) throws SQLException {
        Instant now = now();
        writeDocuments(session.getMapper(CardDocumentMapper.class), batch);
        var script = new SqlScript();
        Parts.of(batch.posted()).forEach(part -> script.add(TransferRows.insert(part, now)));
        Parts.of(batch.changedBalances().entrySet())
                .forEach(part -> script.add(BalanceRows.set(part, now)));
        if (batch.events().isEmpty()) {
            script.run(connection);
            return Optional.empty();
        }
        long rowId =
                script.add(Outbox.row(OUTBOX_TABLE, batch.events(), now)).runForKey(connection);
        return Optional.of(new OutboxEntry(rowId, List.copyOf(batch.events())));
    }

    private static void writeDocuments(CardDocumentMapper mapper, WalletBatch batch) {
        for (List<CardDocument> part : Parts.of(batch.openedDocuments())) {
            var rows = part.stream().map(CardRow::of).toList();
            written(mapper.add(rows), rows.size());
        }
        for (CardDocument document : batch.alteredDocuments()) {
            written(mapper.alter(CardRow.of(document)), 1);
        }
    }

    /** A count that is not what the locks promise is a bug: everything is rolled back. */
    private static void written(int count, int expected) {
        if (count != expected) {
            throw new IllegalStateException(
                    "must write every row: expected=" + expected + " written=" + count);
        }
    }

    private static List<Long> ids(List<UserId> users) {
        return users.stream().map(UserId::value).toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
