package io.hongbao.ledger.notification;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.hongbao.contracts.event.NotificationKind;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.InsertRows;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.ledger.account.TransferKind;
import io.hongbao.ledger.notification.Notification.Luckiest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The SQL of notifications. */
public final class NotificationRows {

    private static final String INSERT =
            "insert into notification (user_id, notification_no, day, kind, subject, order_no,"
                    + " top_up_key, amount_fen, luckiest_user_id, luckiest_fen, at) values ";
    private static final String ROW = "(?,?,?,?,?,?,?,?,?,?,?)";
    private static final String NUMBERS = " and notification_no > ? and notification_no < ?";

    private NotificationRows() {}

    /** The day that a partition is named by. */
    static String day(Instant at) {
        return LocalDate.ofInstant(at, OrderNumber.ZONE).format(BASIC_ISO_DATE);
    }

    /** At most as many as one statement takes. */
    public static SqlStatement insert(List<NumberedNotification> told, Instant now) {
        String day = day(now);
        var rows = new InsertRows(INSERT, ROW);
        for (NumberedNotification each : told) {
            Notification what = each.notification();
            OrderNumber packet = what.packet();
            IdempotencyKey key = what.topUpKey();
            Luckiest luckiest = what.luckiest();
            rows.add(
                    Arrays.asList(
                            what.user().value(),
                            each.number(),
                            day,
                            what.kind().name(),
                            what.subject(),
                            packet == null ? null : packet.value(),
                            key == null ? null : key.value(),
                            what.amount().fen(),
                            luckiest == null ? null : luckiest.user().value(),
                            luckiest == null ? null : luckiest.amount().fen(),
                            SqlTime.utc(what.at())));
        }
        return rows.statement();
    }

    /** Notes that these events are told. Fails with a duplicate key when one of them is. */
    public static SqlStatement insertEvents(List<Notification> events) {
        var rows =
                new InsertRows(
                        "insert into notification_event (user_id, subject, kind, day) values ",
                        "(?,?,?,?)");
        events.forEach(event -> rows.add(event(event)));
        return rows.statement();
    }

    /** The ids of those of {@code events} that are told. */
    public static Set<String> toldEvents(Connection connection, List<Notification> events)
            throws SQLException {
        String each = "(user_id = ? and subject = ? and kind = ? and day = ?)";
        return new HashSet<>(
                SqlQuery.rows(
                        connection,
                        "select kind, subject from notification_event where "
                                + each
                                + (" or " + each).repeat(events.size() - 1),
                        events.stream().flatMap(event -> event(event).stream()).toList(),
                        row -> row.getString(1) + ":" + row.getString(2)));
    }

    private static List<Object> event(Notification event) {
        return List.of(event.user().value(), event.subject(), event.kind().name(), day(event.at()));
    }

    /** Of a user, the newest first: those with a row of their own. */
    static List<NumberedNotification> ownRows(
            Connection connection, UserId user, NumberRange numbers, int limit)
            throws SQLException {
        return SqlQuery.rows(
                connection,
                """
                select notification_no, kind, subject, order_no, top_up_key, amount_fen,
                    luckiest_user_id, luckiest_fen, at
                from notification
                where user_id = ?
                """
                        + NUMBERS
                        + " order by notification_no desc limit ?",
                List.of(user.value(), numbers.after(), numbers.before(), limit),
                row -> new NumberedNotification(row.getLong(1), ownRow(user, row)));
    }

    /** Those of them with a row of their own, in any order. At most as many as one chunk. */
    static List<NumberedNotification> ownRows(Connection connection, List<ToldNumbers> told)
            throws SQLException {
        return SqlQuery.rows(
                connection,
                """
                select notification_no, kind, subject, order_no, top_up_key, amount_fen,
                    luckiest_user_id, luckiest_fen, at, user_id
                from notification
                where\s
                """
                        + anyOf("(user_id = ? and notification_no between ? and ?)", told.size()),
                arguments(told),
                row ->
                        new NumberedNotification(
                                row.getLong(1), ownRow(new UserId(row.getLong(10)), row)));
    }

    /** The same of credits. */
    static List<NumberedNotification> credits(Connection connection, List<ToldNumbers> told)
            throws SQLException {
        return SqlQuery.rows(
                connection,
                """
                select notification_no, kind, business_no, amount_fen, posted_at, user_id
                from transfer force index (transfer_of_wrap)
                where\s
                """
                        + anyOf(
                                "(user_id = ? and wrap_key is null"
                                        + " and notification_no between ? and ?)",
                                told.size()),
                arguments(told),
                row ->
                        new NumberedNotification(
                                row.getLong(1), credit(new UserId(row.getLong(6)), row)));
    }

    private static String anyOf(String condition, int times) {
        return condition + (" or " + condition).repeat(times - 1);
    }

    private static List<Long> arguments(List<ToldNumbers> told) {
        return told.stream()
                .flatMap(each -> Stream.of(each.user().value(), each.first(), each.last()))
                .toList();
    }

    private static Notification ownRow(UserId user, ResultSet row) throws SQLException {
        String packet = row.getString(4);
        String key = row.getString(5);
        return new Notification(
                user,
                NotificationKind.valueOf(row.getString(2)),
                row.getString(3),
                packet == null ? null : new OrderNumber(packet),
                key == null ? null : new IdempotencyKey(key),
                new Money(row.getLong(6)),
                luckiest(row.getObject(7, Long.class), row.getLong(8)),
                SqlTime.instant(row, 9));
    }

    private static @Nullable Luckiest luckiest(@Nullable Long user, long fen) {
        return user == null ? null : new Luckiest(new UserId(user), new Money(fen));
    }

    /** The same of credits, which are their own notifications. */
    static List<NumberedNotification> credits(
            Connection connection, UserId user, NumberRange numbers, int limit)
            throws SQLException {
        return SqlQuery.rows(
                connection,
                """
                select notification_no, kind, business_no, amount_fen, posted_at
                from transfer force index (transfer_of_wrap)
                where user_id = ? and wrap_key is null
                """
                        + NUMBERS
                        + " order by notification_no desc limit ?",
                List.of(user.value(), numbers.after(), numbers.before(), limit),
                row -> new NumberedNotification(row.getLong(1), credit(user, row)));
    }

    private static Notification credit(UserId user, ResultSet row) throws SQLException {
        NotificationKind kind =
                switch (TransferKind.valueOf(row.getString(2))) {
                    case SHARE_CREDIT -> NotificationKind.SHARE_CREDITED;
                    case PACKET_REFUND -> NotificationKind.PACKET_REFUNDED;
                    case PAYMENT_REFUND -> NotificationKind.PAYMENT_REFUNDED;
                    case TOP_UP, PACKET_PAY ->
                            throw new IllegalStateException(
                                    "must be a credit out of escrow: " + row.getString(2));
                };
        String subject = row.getString(3);
        return new Notification(
                user,
                kind,
                subject,
                new OrderNumber(subject.substring(0, OrderNumber.LENGTH)),
                null,
                new Money(row.getLong(4)),
                null,
                SqlTime.instant(row, 5));
    }

    /** The last numbers of those of these users who were told anything. */
    static List<LastNumber> lastNumbers(Connection connection, List<UserId> users)
            throws SQLException {
        return SqlQuery.rows(
                connection,
                "select user_id, notification_no from balance force index (primary) where user_id in "
                        + SqlQuery.placeholders(users.size()),
                users.stream().map(UserId::value).toList(),
                row -> new LastNumber(new UserId(row.getLong(1)), row.getLong(2)));
    }

    /** Where the notifications of a user end. */
    record LastNumber(UserId user, long number) {}

    /** Numbers, both ends excluded. */
    record NumberRange(long after, long before) {}
}
