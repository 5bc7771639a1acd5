package io.hongbao.reconcile.statement;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.reconcile.compare.PacketDay;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.read.Snapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Card documents of one wallet shard, and whether each fits the transfer it was decided with. */
public final class ReadDocuments {

    private static final int ROWS_MAX = 1_000;
    private static final int NUMBERS_AT_ONCE = 500;

    /** Written in one commit: a paid document, and what it moved. */
    private static final String WITHOUT_TRANSFER =
            """
            select d.number, d.order_no, d.user_id, d.amount_fen
            from card_document d
            left join transfer t on t.kind = 'TOP_UP'
                and t.business_no = concat(d.user_id, ':', d.top_up_key)
            left join transfer p on p.kind = 'PACKET_PAY' and p.business_no = d.order_no
                and p.debit_account = 'bank'
            where d.state = 'PAID' and d.decided_at >= ? and d.decided_at < ?
                and not coalesce(t.amount_fen, p.amount_fen, 0) = d.amount_fen
            order by d.number
            limit ?
            """;

    /** Two ranges of two indexes: a document that has not ended is due, or with a person. */
    private static final String UNDECIDED =
            """
            select number, order_no, user_id, amount_fen, state, created_at, channel
            from card_document where next_ask_at is not null and created_at < ?
            union all
            select number, order_no, user_id, amount_fen, state, created_at, channel
            from card_document where escalated_at is not null and created_at < ?
            order by number
            limit ?
            """;

    private static final String TOP_UP_WITHOUT_DOCUMENT =
            """
            select t.kind, t.business_no, t.user_id, t.amount_fen
            from transfer t
            left join card_document d on d.number = concat('topup:', t.business_no)
                and d.state = 'PAID'
            where t.kind = 'TOP_UP' and t.posted_at >= ? and t.posted_at < ?
                and d.number is null
            order by t.business_no
            limit ?
            """;

    private static final String PAYMENT_WITHOUT_DOCUMENT =
            """
            select t.kind, t.business_no, t.user_id, t.amount_fen
            from transfer t
            left join card_document d on d.user_id = t.user_id and d.wrap_key = t.wrap_key
                and d.order_no = t.business_no and d.state = 'PAID'
            where t.kind = 'PACKET_PAY' and t.business_no >= ? and t.business_no < ?
                and t.debit_account = 'bank' and d.number is null
            order by t.business_no
            limit ?
            """;

    private static final String COLUMNS =
            "select number, channel, order_no, user_id, amount_fen, state, created_at"
                    + " from card_document ";

    /** Of the same text as {@link NumberBuckets#key}. */
    private static final String HASH = "crc32(concat(channel, ':', number))";

    private final Snapshot shard;

    ReadDocuments(Snapshot shard) {
        this.shard = shard;
    }

    /**
     * What was found in a shard.
     *
     * @param paid the sums of documents that were paid on the day, by {@link NumberBuckets}
     * @param findings documents without a transfer, and transfers without a document
     */
    public record Result(Map<Integer, NumberBuckets.Sums> paid, List<Finding> findings) {}

    /** Of those that were decided on the day, and of payments for these packets. */
    public static Result check(Snapshot shard, LocalDate day, List<PacketDay.Part> packets) {
        var documents = new ReadDocuments(shard);
        LocalDateTime from = utc(day);
        LocalDateTime to = utc(day.plusDays(1));
        return new Result(documents.paidSums(from, to), documents.halves(from, to, packets));
    }

    /** When a day begins, as databases have it. */
    static LocalDateTime utc(LocalDate day) {
        return LocalDateTime.ofInstant(
                day.atStartOfDay(OrderNumber.ZONE).toInstant(), ZoneOffset.UTC);
    }

    /** The sums of documents paid at this time, by {@link NumberBuckets}. */
    private Map<Integer, NumberBuckets.Sums> paidSums(LocalDateTime from, LocalDateTime to) {
        String sql =
                String.format(
                        Locale.ROOT,
                        """
                        select %1$s mod %2$d as bucket, count(*) as documents,
                            sum(amount_fen) as fen, sum((%1$s mod %3$d) * amount_fen) as weighed
                        from card_document
                        where state = 'PAID' and decided_at >= ? and decided_at < ?
                        group by bucket
                        """,
                        HASH,
                        NumberBuckets.BUCKETS,
                        NumberBuckets.WEIGHTS);
        return shard
                .rows(
                        sql,
                        row ->
                                Map.entry(
                                        row.getInt("bucket"),
                                        new NumberBuckets.Sums(
                                                row.getLong("documents"),
                                                row.getLong("fen"),
                                                row.getBigDecimal("weighed").toBigInteger())),
                        from,
                        to)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Documents paid at this time, of some buckets. */
    List<CardDocumentRow> paid(LocalDateTime from, LocalDateTime to, Collection<Integer> buckets) {
        String in = buckets.stream().map(String::valueOf).collect(Collectors.joining(","));
        return shard.rows(
                COLUMNS
                        + "where state = 'PAID' and decided_at >= ? and decided_at < ? and "
                        + HASH
                        + " mod "
                        + NumberBuckets.BUCKETS
                        + " in ("
                        + in
                        + ")",
                this::document,
                from,
                to);
    }

    /** Documents whose card got its money back at this time. */
    List<CardDocumentRow> refunded(LocalDateTime from, LocalDateTime to) {
        return shard.rows(
                COLUMNS
                        + "where state = 'REFUNDED' and decided_at >= ? and decided_at < ?"
                        + " order by number limit ?",
                this::document,
                from,
                to,
                ROWS_MAX);
    }

    /** Documents made before this time, and decided in it that their card owes nothing. */
    List<CardDocumentRow> notPaidLater(LocalDateTime from, LocalDateTime to) {
        return shard.rows(
                COLUMNS
                        + "where state <> 'PAID' and decided_at >= ? and decided_at < ?"
                        + " and created_at < ? order by number limit ?",
                this::document,
                from,
                to,
                from,
                ROWS_MAX);
    }

    /** Those of the numbers that there are, in whatever state. */
    List<CardDocumentRow> ofNumbers(List<String> numbers) {
        var found = new ArrayList<CardDocumentRow>();
        for (int from = 0; from < numbers.size(); from += NUMBERS_AT_ONCE) {
            List<String> some =
                    numbers.subList(from, Math.min(from + NUMBERS_AT_ONCE, numbers.size()));
            String in = some.stream().map(_ -> "?").collect(Collectors.joining(","));
            found.addAll(
                    shard.rows(
                            COLUMNS + "where number in (" + in + ")",
                            this::document,
                            some.toArray()));
        }
        return found;
    }

    /**
     * Documents that were decided, or money that moved, without the other; and documents of days
     * before that are not decided.
     */
    private List<Finding> halves(
            LocalDateTime from, LocalDateTime to, List<PacketDay.Part> packets) {
        Stream<Finding> documents = some(WITHOUT_TRANSFER, this::withoutTransfer, from, to);
        Stream<Finding> topUps = some(TOP_UP_WITHOUT_DOCUMENT, this::withoutDocument, from, to);
        Stream<Finding> payments =
                packets.stream()
                        .flatMap(part -> part.ranges().stream())
                        .flatMap(range ->
                                some(
                                        PAYMENT_WITHOUT_DOCUMENT,
                                        this::withoutDocument,
                                        range.from(),
                                        range.to()));
        Stream<Finding> undecided = some(UNDECIDED, this::undecided, from, from);
        return Stream.of(documents, undecided, topUps, payments).flatMap(it -> it).toList();
    }

    /** At most {@link #ROWS_MAX}, which are the statement's last argument. */
    private Stream<Finding> some(
            String sql, Snapshot.RowReader<Finding> reader, Object from, Object to) {
        return Finding.upTo(ROWS_MAX, shard.rows(sql, reader, from, to, ROWS_MAX)).stream();
    }

    private CardDocumentRow document(ResultSet row) throws SQLException {
        return new CardDocumentRow(
                shard.name(),
                row.getString("number"),
                row.getString("channel"),
                row.getString("order_no"),
                row.getLong("user_id"),
                row.getLong("amount_fen"),
                row.getString("state"),
                instant(row.getObject("created_at", LocalDateTime.class)));
    }

    private Finding undecided(ResultSet row) throws SQLException {
        CardDocumentRow document = document(row);
        String order = document.orderNo();
        return new Finding(
                Kind.DOCUMENT_UNDECIDED,
                order == null ? "" : order,
                document.number(),
                shard.name(),
                document.userId(),
                document.amountFen(),
                document.state() + " since " + document.createdAt());
    }

    private Finding withoutTransfer(ResultSet row) throws SQLException {
        String order = row.getString("order_no");
        return new Finding(
                Kind.DOCUMENT_WITHOUT_TRANSFER,
                order == null ? "" : order,
                row.getString("number"),
                shard.name(),
                row.getLong("user_id"),
                row.getLong("amount_fen"),
                "document PAID, fen="
                        + row.getLong("amount_fen")
                        + " | no transfer of this amount");
    }

    private Finding withoutDocument(ResultSet row) throws SQLException {
        String number = row.getString("business_no");
        boolean packet = row.getString("kind").equals("PACKET_PAY");
        return new Finding(
                Kind.TRANSFER_WITHOUT_DOCUMENT,
                packet ? number : "",
                row.getString("kind") + " " + number,
                shard.name(),
                row.getLong("user_id"),
                row.getLong("amount_fen"),
                "transfer out of the bank account, fen="
                        + row.getLong("amount_fen")
                        + " | no paid document");
    }

    private static Instant instant(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC);
    }
}
