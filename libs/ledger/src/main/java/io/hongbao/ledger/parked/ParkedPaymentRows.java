package io.hongbao.ledger.parked;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.commit.InsertRows;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The SQL of parked payments. */
public final class ParkedPaymentRows {

    private static final String SELECT =
            "select order_no, user_id, parked_at from parked_payment where ";
    private static final String INSERT =
            "insert into parked_payment (order_no, set_id, user_id, parked_at) values ";
    private static final String ROW = "(?,?,?,?)";

    private ParkedPaymentRows() {}

    /**
     * The parked payments of one SET.
     *
     * @param payments at least one
     */
    public record OfSet(SetId set, long payments, Instant oldestAt) {}

    /** Those of these packets. */
    public static List<ParkedPayment> ofPackets(Connection connection, List<OrderNumber> packets)
            throws SQLException {
        return SqlQuery.rows(
                connection,
                SELECT + "order_no in " + SqlQuery.placeholders(packets.size()),
                packets.stream().map(OrderNumber::value).toList(),
                ParkedPaymentRows::payment);
    }

    /**
     * The oldest of a SET, in the order in which they were parked.
     *
     * @param until what was parked later is left out
     */
    public static List<ParkedPayment> ofSet(
            Connection connection, SetId set, Instant until, int max) throws SQLException {
        return SqlQuery.rows(
                connection,
                SELECT + "set_id = ? and parked_at <= ? order by parked_at, order_no limit ?",
                List.of(set.toString(), SqlTime.utc(until), max),
                ParkedPaymentRows::payment);
    }

    /** Those of the SET of {@code last} that were parked after it. */
    public static List<ParkedPayment> after(
            Connection connection, ParkedPayment last, Instant until, int max) throws SQLException {
        return SqlQuery.rows(
                connection,
                SELECT
                        + """
                        set_id = ? and parked_at <= ?
                            and (parked_at > ? or parked_at = ? and order_no > ?)
                        order by parked_at, order_no limit ?
                        """,
                List.of(
                        last.packet().set().toString(),
                        SqlTime.utc(until),
                        SqlTime.utc(last.parkedAt()),
                        SqlTime.utc(last.parkedAt()),
                        last.packet().value(),
                        max),
                ParkedPaymentRows::payment);
    }

    /** Nothing of SETs without any; in ascending id. */
    public static List<OfSet> counts(Connection connection) throws SQLException {
        return SqlQuery.rows(
                connection,
                "select set_id, count(*), min(parked_at) from parked_payment group by set_id"
                        + " order by set_id",
                List.of(),
                row ->
                        new OfSet(
                                SetId.parse(row.getString(1)),
                                row.getLong(2),
                                SqlTime.instant(row, 3)));
    }

    /** Those of at least one packet that have a record of any user, a credit or a refund here. */
    public static Set<OrderNumber> activated(Connection connection, List<OrderNumber> packets)
            throws SQLException {
        var found = new TreeSet<OrderNumber>();
        for (OrderNumber packet : packets) {
            long traces =
                    SqlQuery.number(
                            connection,
                            """
                            select exists (select 1 from user_record where order_no = ?)
                                or exists (select 1 from transfer
                                    where kind = 'PACKET_REFUND' and business_no = ?)
                                or exists (select 1 from transfer
                                    where kind = 'SHARE_CREDIT' and business_no like ?)
                            """,
                            packet.value(),
                            packet.value(),
                            packet.value() + ":%");
            if (traces > 0) {
                found.add(packet);
            }
        }
        return found;
    }

    public static SqlStatement insert(List<ParkedPayment> payments) {
        var rows = new InsertRows(INSERT, ROW);
        for (ParkedPayment payment : payments) {
            rows.add(
                    List.of(
                            payment.packet().value(),
                            payment.packet().set().toString(),
                            payment.payer().value(),
                            SqlTime.utc(payment.parkedAt())));
        }
        return rows.statement();
    }

    public static SqlStatement delete(List<ParkedPayment> payments) {
        return new SqlStatement(
                "delete from parked_payment where order_no in "
                        + SqlQuery.placeholders(payments.size()),
                payments.stream().map(each -> each.packet().value()).toList(),
                payments.size());
    }

    private static ParkedPayment payment(ResultSet row) throws SQLException {
        return new ParkedPayment(
                new OrderNumber(row.getString(1)),
                new UserId(row.getLong(2)),
                SqlTime.instant(row, 3));
    }
}
