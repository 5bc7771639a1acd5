package io.hongbao.reconcile.read;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;

/** The ledger of one wallet shard at one instant. */
public final class WalletReader implements AutoCloseable {

    private static final int TRANSFERS_PAGE = 2_000;
    private static final int OUTBOX_PAGE = 100;
    private static final int OPEN_DOCUMENTS_MAX = 1_000;

    /** The bank may have taken money of which no transfer tells. */
    private static final String UNDECIDED = "state in ('OPEN', 'UNCLEAR', 'LOCKING', 'REFUNDING')";

    private static final String TRANSFERS =
            """
            select kind, business_no, debit_account, credit_account, amount_fen, user_id, wrap_key
            from transfer
            where kind = ? and business_no > ?
            order by kind, business_no
            limit ?
            """;

    private final Snapshot snapshot;

    public WalletReader(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** How reports call this shard. */
    public String name() {
        return snapshot.name();
    }

    /** All transfers of one kind, by business number. */
    public Iterator<TransferRow> transfers(String kind) {
        return new PagedRows<>(
                TRANSFERS_PAGE,
                last ->
                        snapshot.rows(
                                TRANSFERS,
                                this::transfer,
                                kind,
                                last == null ? "" : last.businessNo(),
                                TRANSFERS_PAGE));
    }

    /** What was ever debited from {@code account}. */
    public long debitsFen(String account) {
        return snapshot.number(
                "select coalesce(sum(amount_fen), 0) from transfer where debit_account = ?",
                account);
    }

    /** What was ever credited to {@code account}. */
    public long creditsFen(String account) {
        return snapshot.number(
                "select coalesce(sum(amount_fen), 0) from transfer where credit_account = ?",
                account);
    }

    /** Amounts of card documents about which the bank has not yet been heard. */
    public long openDocumentsFen() {
        return snapshot.number(
                "select coalesce(sum(amount_fen), 0) from card_document where " + UNDECIDED);
    }

    /** Numbers of card documents for packets of days before {@code day} that are not decided. */
    public List<String> openDocumentsBefore(LocalDate day) {
        return snapshot.rows(
                "select number from card_document where " + UNDECIDED + " and number < ? limit ?",
                row -> row.getString(1),
                day.format(BASIC_ISO_DATE),
                OPEN_DOCUMENTS_MAX);
    }

    /** Events that wait to be published. */
    public long outboxEvents() {
        return OutboxReader.events(snapshot, OUTBOX_PAGE);
    }

    /** For checks that the database makes by itself. */
    public <T> List<T> rows(String sql, Snapshot.RowReader<T> reader, Object... arguments) {
        return snapshot.rows(sql, reader, arguments);
    }

    private TransferRow transfer(ResultSet row) throws SQLException {
        return new TransferRow(
                snapshot.name(),
                row.getString("kind"),
                row.getString("business_no"),
                row.getString("debit_account"),
                row.getString("credit_account"),
                row.getLong("amount_fen"),
                row.getLong("user_id"),
                row.getString("wrap_key"));
    }

    @Override
    public void close() {
        snapshot.close();
    }
}
