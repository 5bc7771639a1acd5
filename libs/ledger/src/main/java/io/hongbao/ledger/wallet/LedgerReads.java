package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.TransferKind;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.sql.SqlSessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.session.SqlSession;

/** Reads of committed state, without locks, on a connection of the caller's. */
public final class LedgerReads {

    private final SqlSessions sessions = new SqlSessions(CardDocumentMapper.class);

    /** Zero for a user who never had anything. */
    public Money balance(Connection connection, UserId user) throws SQLException {
        return BalanceRows.find(connection, user);
    }

    /** The transfer that paid for the packet. */
    public Optional<Transfer> payment(Connection connection, OrderNumber packet)
            throws SQLException {
        return TransferRows.ofIds(connection, TransferKind.PACKET_PAY, List.of(packet.value()))
                .stream()
                .findFirst();
    }

    /** The undecided card document of the user's payment for the packet. */
    public Optional<CardDocument> undecidedDocument(
            Connection connection, UserId user, OrderNumber packet) {
        try (SqlSession session = sessions.on(connection)) {
            return session
                    .getMapper(CardDocumentMapper.class)
                    .undecidedOf(user.value(), packet.value())
                    .stream()
                    .findFirst()
                    .map(CardRow::toDocument);
        }
    }

    /** Undecided documents whose time to be asked about again has come, the oldest first. */
    public List<CardDocument> dueDocuments(Connection connection, Instant now, int limit) {
        try (SqlSession session = sessions.on(connection)) {
            return session.getMapper(CardDocumentMapper.class).due(now, limit).stream()
                    .map(CardRow::toDocument)
                    .toList();
        }
    }
}
