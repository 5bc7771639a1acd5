package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.events.outbox.Outbox;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.SqlScript;
import io.hongbao.lanes.commit.SqlWork;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.TransferId;
import io.hongbao.ledger.account.TransferKind;
import io.hongbao.ledger.account.WrapId;
import io.hongbao.ledger.boundcard.BoundCard;
import io.hongbao.ledger.boundcard.BoundCardRows;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.notification.NotificationRows;
import io.hongbao.ledger.paidset.PaidSetRows;
import io.hongbao.ledger.parked.ParkedPayment;
import io.hongbao.ledger.parked.ParkedPaymentRows;
import io.hongbao.ledger.sql.Chunks;
import io.hongbao.ledger.wallet.CommittedBatch.OutboxEntry;
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
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    private final InstantSource clock;
    private final boolean tellsUsers;

    /** Of which a committed row says that some shard has an order number. */
    private final Set<SetId> paidSets = ConcurrentHashMap.newKeySet();

    /** Users are told of what is written. */
    public LedgerWrites(InstantSource clock) {
        this(clock, true);
    }

    /** {@code tellsUsers}: whether payers and receivers are told, with the same commit. */
    public LedgerWrites(InstantSource clock, boolean tellsUsers) {
        this.clock = clock;
        this.tellsUsers = tellsUsers;
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
        Function<WalletBatch, List<PostOutcome>> decide =
                batch -> transfers.stream().map(batch::post).toList();
        if (needs.wraps().isEmpty()) {
            // Credits, nearly always new, and then decided whatever else there is. Looking first
            // would cost more than writing.
            try {
                return write(connection, needs, decide, (_, _) -> List.of()).answer();
            } catch (DataFault fault) {
                if (!fault.isDuplicateKey()) {
                    throw fault;
                }
            }
        }
        return write(connection, needs, decide).answer();
    }

    /**
     * Locks and reads what is needed, lets {@code decide} decide on it, writes the decisions and
     * commits. {@code decide} is called once, and must not have effects of its own.
     *
     * <p>Throws a {@code LaneFault}, as {@link LaneConnection#inTransaction} says.
     */
    public <R> CommittedBatch<R> write(
            LaneConnection connection, WalletNeeds needs, Function<WalletBatch, R> decide) {
        return write(connection, needs, decide, LedgerWrites::transfers);
    }

    /** Which of the transfers of a batch's needs there are, by its own session. */
    private interface ReadTransfers {
        List<Transfer> read(Connection connection, WalletNeeds needs) throws SQLException;
    }

    private <R> CommittedBatch<R> write(
            LaneConnection connection,
            WalletNeeds needs,
            Function<WalletBatch, R> decide,
            ReadTransfers existing) {
        SqlWork<Attempt<R>> work = session -> attempt(session, needs, decide, existing);
        Attempt<R> attempt = connection.inTransaction(work);
        if (attempt.done() == null) {
            NavigableSet<UserId> missing = attempt.missing();
            // Locks are released: whoever waits for one of them cannot be waited for here.
            connection.inTransaction(session -> createRows(session, missing));
            attempt = connection.inTransaction(work);
        }
        if (attempt.done() == null) {
            throw new IllegalStateException("balance rows are never deleted: " + attempt.missing());
        }
        paidSets.addAll(attempt.paidSets());
        return attempt.done();
    }

    /** What one database transaction came to; {@code done} is null where rows are missing. */
    private record Attempt<R>(
            @Nullable CommittedBatch<R> done,
            NavigableSet<UserId> missing,
            SortedSet<SetId> paidSets) {}

    private <R> Attempt<R> attempt(
            Connection connection,
            WalletNeeds needs,
            Function<WalletBatch, R> decide,
            ReadTransfers existing)
            throws SQLException {
        UserRows users = UserRows.lock(connection, needs.users());
        NavigableSet<UserId> missing = users.missing(needs.users());
        if (!missing.isEmpty()) {
            return new Attempt<>(null, missing, new TreeSet<>());
        }
        Instant now = now();
        var batch =
                new WalletBatch(
                        needs,
                        users,
                        new WalletBatch.Stored(
                                existing.read(connection, needs),
                                documents(connection, needs),
                                boundCards(connection, needs),
                                parked(connection, needs)),
                        new WalletBatch.Tells(tellsUsers, now));
        R answer = decide.apply(batch);
        SortedSet<SetId> newSets = batch.paidSets();
        newSets.removeAll(paidSets);
        var committed = new CommittedBatch<>(answer, write(connection, batch, newSets, now));
        return new Attempt<>(committed, missing, newSets);
    }

    private Integer createRows(Connection connection, NavigableSet<UserId> users)
            throws SQLException {
        var script = new SqlScript();
        Chunks.of(users).forEach(chunk -> script.add(BalanceRows.create(chunk, now())));
        script.run(connection);
        return users.size();
    }

    private static List<Transfer> transfers(Connection connection, WalletNeeds needs)
            throws SQLException {
        var numbers = new EnumMap<TransferKind, List<String>>(TransferKind.class);
        for (TransferId id : needs.transfers()) {
            numbers.computeIfAbsent(id.kind(), _ -> new ArrayList<>()).add(id.businessNumber());
        }
        var found = new ArrayList<Transfer>();
        for (Map.Entry<TransferKind, List<String>> ofKind : numbers.entrySet()) {
            for (List<String> chunk : Chunks.of(ofKind.getValue())) {
                found.addAll(TransferRows.ofIds(connection, ofKind.getKey(), chunk));
            }
        }
        for (List<WrapId> chunk : Chunks.of(needs.wraps())) {
            found.addAll(TransferRows.ofWraps(connection, chunk));
        }
        return found;
    }

    private static List<CardDocument> documents(Connection connection, WalletNeeds needs)
            throws SQLException {
        var found = new ArrayList<CardDocument>();
        for (List<String> chunk : Chunks.of(needs.documents())) {
            found.addAll(CardDocumentRows.ofNumbers(connection, chunk));
        }
        for (List<WrapId> chunk : Chunks.of(needs.wraps())) {
            found.addAll(CardDocumentRows.ofWraps(connection, chunk));
        }
        return found;
    }

    private static List<BoundCard> boundCards(Connection connection, WalletNeeds needs)
            throws SQLException {
        var found = new ArrayList<BoundCard>();
        for (List<UserId> chunk : Chunks.of(needs.cardHolders())) {
            found.addAll(BoundCardRows.ofUsers(connection, chunk));
        }
        return found;
    }

    private static List<ParkedPayment> parked(Connection connection, WalletNeeds needs)
            throws SQLException {
        var found = new ArrayList<ParkedPayment>();
        for (List<OrderNumber> chunk : Chunks.of(needs.parked())) {
            found.addAll(ParkedPaymentRows.ofPackets(connection, chunk));
        }
        return found;
    }

    /**
     * All that was decided, and the row that tells of it, in one round trip. A count of rows that
     * is not what the locks promise is a bug: everything is rolled back.
     */
    private static Optional<OutboxEntry> write(
            Connection connection, WalletBatch batch, SortedSet<SetId> newSets, Instant now)
            throws SQLException {
        var script = new SqlScript();
        if (!newSets.isEmpty()) {
            script.add(PaidSetRows.add(newSets));
        }
        Chunks.of(batch.createdDocuments())
                .forEach(chunk -> script.add(CardDocumentRows.insert(chunk)));
        batch.alteredDocuments().forEach(each -> script.add(CardDocumentRows.update(each)));
        batch.cards().removed().forEach(each -> script.add(BoundCardRows.delete(each)));
        Chunks.of(batch.cards().added()).forEach(chunk -> script.add(BoundCardRows.insert(chunk)));
        Chunks.of(batch.parking().removed())
                .forEach(chunk -> script.add(ParkedPaymentRows.delete(chunk)));
        Chunks.of(batch.parking().added())
                .forEach(chunk -> script.add(ParkedPaymentRows.insert(chunk)));
        Chunks.of(batch.posted()).forEach(chunk -> script.add(TransferRows.insert(chunk, now)));
        Chunks.of(batch.told()).forEach(chunk -> script.add(NotificationRows.insert(chunk, now)));
        batch.users().write(script, now);
        if (batch.events().isEmpty()) {
            script.run(connection);
            return Optional.empty();
        }
        long rowId =
                script.add(Outbox.row(OUTBOX_TABLE, batch.events(), now)).runForKey(connection);
        return Optional.of(new OutboxEntry(rowId, List.copyOf(batch.events())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
