package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.InsertRows;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.ledger.account.WrapId;
import io.hongbao.ledger.card.BankCard;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardPurpose;
import io.hongbao.ledger.card.CardPurpose.PaysPacket;
import io.hongbao.ledger.card.CardPurpose.TopsUp;
import io.hongbao.ledger.card.CardState;
import io.hongbao.ledger.wallet.LedgerReads.DocumentCount;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SQL of card documents. */
final class CardDocumentRows {

    private static final String SELECT =
            "select number, user_id, order_no, wrap_key, top_up_key, amount_fen, state, lifetime_ms,"
                    + " pay_by, created_at, decided_at, asks, next_ask_at, channel, card_hash, card,"
                    + " card_label, escalated_at, balance_after_fen from card_document ";
    private static final String INSERT =
            "insert into card_document (number, kind, user_id, order_no, wrap_key, open_wrap_key,"
                    + " top_up_key, amount_fen, channel, card_hash, card, card_label, state,"
                    + " lifetime_ms, pay_by, created_at, decided_at, asks, next_ask_at) values ";
    private static final String ROW = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
    private static final String UPDATE =
            """
            update card_document
            set state = ?, open_wrap_key = case when ? then null else wrap_key end, card = ?,
                decided_at = ?, asks = ?, next_ask_at = ?, escalated_at = ?, balance_after_fen = ?
            where number = ? and decided_at is null
            """;

    private CardDocumentRows() {}

    static List<CardDocument> ofNumbers(Connection connection, List<String> numbers)
            throws SQLException {
        String which = "force index (primary) where number in ";
        return select(connection, which + SqlQuery.placeholders(numbers.size()), numbers);
    }

    static List<CardDocument> ofWraps(Connection connection, List<WrapId> wraps)
            throws SQLException {
        return select(
                connection,
                "force index (card_document_of_wrap) where " + TransferRows.anyOf(wraps),
                TransferRows.arguments(wraps));
    }

    /** The undecided document of a packet, of which there is at most one. */
    static Optional<CardDocument> undecided(Connection connection, UserId user, OrderNumber packet)
            throws SQLException {
        return select(
                        connection,
                        "where user_id = ? and open_wrap_key is not null and order_no = ?",
                        List.of(user.value(), packet.value()))
                .stream()
                .findFirst();
    }

    /** Undecided documents whose time to be asked about has come, the oldest first. */
    static List<CardDocument> due(Connection connection, Instant now, int limit)
            throws SQLException {
        return select(
                connection,
                "where next_ask_at <= ? order by next_ask_at limit ?",
                List.of(SqlTime.utc(now), limit));
    }

    static List<CardDocument> escalated(Connection connection, int limit) throws SQLException {
        return select(
                connection,
                "where escalated_at is not null order by escalated_at limit ?",
                List.of(limit));
    }

    /** Two ranges of two indexes: a document that has not ended is due or escalated. */
    static List<DocumentCount> undecidedCounts(Connection connection) throws SQLException {
        return SqlQuery.rows(
                connection,
                """
                select state, false, count(*), min(created_at)
                from card_document where next_ask_at is not null group by state
                union all
                select state, true, count(*), min(created_at)
                from card_document where escalated_at is not null group by state
                """,
                List.of(),
                row ->
                        new DocumentCount(
                                CardState.valueOf(row.getString(1)),
                                row.getBoolean(2),
                                row.getLong(3),
                                SqlTime.instant(row, 4)));
    }

    private static List<CardDocument> select(Connection connection, String which, List<?> arguments)
            throws SQLException {
        return SqlQuery.rows(connection, SELECT + which, arguments, CardDocumentRows::document);
    }

    private static CardDocument document(ResultSet row) throws SQLException {
        return new CardDocument(
                row.getString(1),
                new UserId(row.getLong(2)),
                purpose(row),
                new Money(row.getLong(6)),
                new BankCard(
                        row.getString(14), row.getString(15), row.getString(16), row.getString(17)),
                CardState.valueOf(row.getString(7)),
                SqlTime.instant(row, 10),
                instantOrNull(row, 11),
                row.getInt(12),
                instantOrNull(row, 13),
                instantOrNull(row, 18),
                moneyOrNull(row, 19));
    }

    private static CardPurpose purpose(ResultSet row) throws SQLException {
        String topUpKey = row.getString(5);
        return topUpKey != null
                ? new TopsUp(new IdempotencyKey(topUpKey))
                : new PaysPacket(
                        new OrderNumber(row.getString(3)),
                        new IdempotencyKey(row.getString(4)),
                        SqlTime.instant(row, 9),
                        Duration.ofMillis(row.getLong(8)));
    }

    private static @Nullable Instant instantOrNull(ResultSet row, int column) throws SQLException {
        LocalDateTime time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    private static @Nullable Money moneyOrNull(ResultSet row, int column) throws SQLException {
        long fen = row.getLong(column);
        return row.wasNull() ? null : new Money(fen);
    }

    static SqlStatement insert(List<CardDocument> documents) {
        var rows = new InsertRows(INSERT, ROW);
        for (CardDocument document : documents) {
            PaysPacket pays = document.purpose() instanceof PaysPacket packet ? packet : null;
            TopsUp topsUp = document.purpose() instanceof TopsUp topUp ? topUp : null;
            String wrapKey = pays == null ? null : pays.wrapKey().value();
            rows.add(
                    Arrays.asList(
                            document.number(),
                            document.transfer(document.createdAt()).id().kind().name(),
                            document.user().value(),
                            pays == null ? null : pays.packet().value(),
                            wrapKey,
                            document.undecided() ? wrapKey : null,
                            topsUp == null ? null : topsUp.key().value(),
                            document.amount().fen(),
                            document.card().channel(),
                            document.card().hash(),
                            document.card().token(),
                            document.card().label(),
                            document.state().name(),
                            pays == null ? null : pays.lifetime().toMillis(),
                            pays == null ? null : SqlTime.utc(pays.payBy()),
                            SqlTime.utc(document.createdAt()),
                            SqlTime.utcOrNull(document.decidedAt()),
                            document.asks(),
                            SqlTime.utcOrNull(document.nextAskAt())));
        }
        return rows.statement();
    }

    /** Of a document that is undecided where it is stored. */
    static SqlStatement update(CardDocument document) {
        Money balance = document.balanceAfter();
        return new SqlStatement(
                UPDATE,
                Arrays.asList(
                        document.state().name(),
                        document.state().isEnd(),
                        document.card().token(),
                        SqlTime.utcOrNull(document.decidedAt()),
                        document.asks(),
                        SqlTime.utcOrNull(document.nextAskAt()),
                        SqlTime.utcOrNull(document.escalatedAt()),
                        balance == null ? null : balance.fen(),
                        document.number()),
                1);
    }
}
