package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.TransferKind;
import io.hongbao.ledger.boundcard.BoundCard;
import io.hongbao.ledger.boundcard.BoundCardRows;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardState;
import io.hongbao.ledger.paidset.PaidSetRows;
import io.hongbao.ledger.parked.ParkedPayment;
import io.hongbao.ledger.parked.ParkedPaymentRows;
import io.hongbao.ledger.usage.DayReceived;
import io.hongbao.ledger.usage.DayUsage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads of committed state, without locks, on a connection of the caller's. */
public final class LedgerReads {

    /** Zero for a user who never had anything. */
    public Money balance(Connection connection, UserId user) throws SQLException {
        return BalanceRows.find(connection, user);
    }

    /** What the user has done on the day of {@code at}, or on a later one that has begun. */
    public DayUsage usage(Connection connection, UserId user, Instant at) throws SQLException {
        return DayUsage.of(BalanceRows.findDay(connection, "day_usage", user).orElse(null), at);
    }

    /** The shares that the user has received on the day of {@code at}, or on a later one. */
    public DayReceived received(Connection connection, UserId user, Instant at)
            throws SQLException {
        return DayReceived.of(
                BalanceRows.findDay(connection, "day_received", user).orElse(null), at);
    }

    /** The SETs of which the shard has an order number, of a payment that was made or begun. */
    public List<SetId> paidSets(Connection connection) throws SQLException {
        return PaidSetRows.all(connection);
    }

    /** How many payments are parked, of each SET that has any. */
    public List<ParkedPaymentRows.OfSet> parkedCounts(Connection connection) throws SQLException {
        return ParkedPaymentRows.counts(connection);
    }

    /** The oldest of what was parked of a SET until then, in the order in which it was parked. */
    public List<ParkedPayment> parked(Connection connection, SetId set, Instant until, int limit)
            throws SQLException {
        return ParkedPaymentRows.ofSet(connection, set, until, limit);
    }

    /** As {@link #parked}, those of its SET that were parked after {@code last}. */
    public List<ParkedPayment> parkedAfter(
            Connection connection, ParkedPayment last, Instant until, int limit)
            throws SQLException {
        return ParkedPaymentRows.after(connection, last, until, limit);
    }

    /** The transfer that paid for the packet. */
    public Optional<Transfer> payment(Connection connection, OrderNumber packet)
            throws SQLException {
        return TransferRows.ofIds(connection, TransferKind.PACKET_PAY, List.of(packet.value()))
                .stream()
                .findFirst();
    }

    /** Whether the payment for the packet was given back, because its SET is lost. */
    public boolean paymentRefunded(Connection connection, OrderNumber packet) throws SQLException {
        return !TransferRows.ofIds(connection, TransferKind.PAYMENT_REFUND, List.of(packet.value()))
                .isEmpty();
    }

    /** Those of these packets of which the shard shows that their SET knew them as paid. */
    public Set<OrderNumber> activated(Connection connection, List<OrderNumber> packets)
            throws SQLException {
        return ParkedPaymentRows.activated(connection, packets);
    }

    /** What of these packets went back to their sender; nothing of those that were not refunded. */
    public Map<OrderNumber, Money> refunds(Connection connection, List<OrderNumber> packets)
            throws SQLException {
        List<String> numbers = packets.stream().map(OrderNumber::value).toList();
        return numbers.isEmpty()
                ? Map.of()
                : TransferRows.ofIds(connection, TransferKind.PACKET_REFUND, numbers).stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        refund -> new OrderNumber(refund.id().businessNumber()),
                                        Transfer::amount));
    }

    /** The undecided card document of the user's payment for the packet. */
    public Optional<CardDocument> undecidedDocument(
            Connection connection, UserId user, OrderNumber packet) throws SQLException {
        return CardDocumentRows.undecided(connection, user, packet);
    }

    /** The cards that the user bound, the latest first. */
    public List<BoundCard> boundCards(Connection connection, UserId user) throws SQLException {
        return BoundCardRows.ofUsers(connection, List.of(user));
    }

    /** Undecided documents whose time to be asked about again has come, the oldest first. */
    public List<CardDocument> dueDocuments(Connection connection, Instant now, int limit)
            throws SQLException {
        return CardDocumentRows.due(connection, now, limit);
    }

    /** Documents that wait for a person, the longest waiting first. */
    public List<CardDocument> escalatedDocuments(Connection connection, int limit)
            throws SQLException {
        return CardDocumentRows.escalated(connection, limit);
    }

    /**
     * Documents of one state that have not ended.
     *
     * @param escalated whether they wait for a person
     * @param oldest when the oldest of them was made
     */
    public record DocumentCount(
            CardState state, boolean escalated, long documents, Instant oldest) {}

    /** How many documents have not ended; nothing of states without any. */
    public List<DocumentCount> undecidedCounts(Connection connection) throws SQLException {
        return CardDocumentRows.undecidedCounts(connection);
    }
}
