package io.hongbao.ledger.webhook;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.commit.InsertRows;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.ledger.notification.ToldNumbers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The SQL of what was told: a row a database transaction, whoever made it. */
public final class ToldRows {

    private ToldRows() {}

    /** One of them. */
    record ToldRow(long id, String day, List<ToldNumbers> numbers) {}

    /** The row of the caller's transaction, which has locked these users. */
    public static SqlStatement insert(List<ToldNumbers> told, Instant now) {
        var row = new InsertRows("insert into webhook_told (day, numbers) values ", "(?,?)");
        String day = LocalDate.ofInstant(now, OrderNumber.ZONE).format(BASIC_ISO_DATE);
        row.add(List.of(day, told.stream().map(ToldRows::text).collect(Collectors.joining(","))));
        return row.statement();
    }

    private static String text(ToldNumbers numbers) {
        return numbers.user() + ":" + numbers.first() + "-" + numbers.last();
    }

    /**
     * The first ones that are committed. By a snapshot, not by locking: so whoever sees what a user
     * was told sees what he was told before.
     */
    static List<ToldRow> read(Connection connection, int limit) throws SQLException {
        return SqlQuery.rows(
                connection,
                "select id, day, numbers from webhook_told order by id limit ?",
                List.of(limit),
                row -> new ToldRow(row.getLong(1), row.getString(2), numbers(row.getString(3))));
    }

    private static List<ToldNumbers> numbers(String text) {
        return Arrays.stream(text.split(",")).map(ToldRows::one).toList();
    }

    private static ToldNumbers one(String text) {
        int first = text.indexOf(':') + 1;
        int last = text.indexOf('-') + 1;
        return new ToldNumbers(
                new UserId(Long.parseLong(text, 0, first - 1, 10)),
                Long.parseLong(text, first, last - 1, 10),
                Long.parseLong(text, last, text.length(), 10));
    }

    /** Of whole keys, so that nobody who adds one waits. */
    static SqlStatement delete(List<ToldRow> rows) {
        var keys = new ArrayList<Object>();
        rows.forEach(row -> {
            keys.add(row.id());
            keys.add(row.day());
        });
        return new SqlStatement(
                "delete from webhook_told where (id, day) in ((?,?)"
                        + ",(?,?)".repeat(rows.size() - 1)
                        + ")",
                keys,
                rows.size());
    }
}
