package io.hongbao.reconcile.repair;

import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.reconcile.kind.Finding;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The table {@code repair} of each wallet shard: what is going to be done, committed before it is
 * done, and what came of it. A row without an outcome says that the job died in between.
 */
final class Audit {

    private static final String BEGIN =
            """
            insert into repair (day, kind, order_no, subject, amount_fen, reason, before_text,
                after_text, begun_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String END = "update repair set outcome = ?, ended_at = ? where id = ?";

    private static final int TEXT_MAX = 2_000;

    private final LocalDate day;
    private final InstantSource clock;

    Audit(LocalDate day, InstantSource clock) {
        this.day = day;
        this.clock = clock;
    }

    /** Returns the row's id, once it is durable. */
    long begin(LaneConnection connection, Finding finding, String after) {
        return connection.inTransaction(session -> {
            try (PreparedStatement insert =
                    session.prepareStatement(BEGIN, Statement.RETURN_GENERATED_KEYS)) {
                insert.setObject(1, day);
                insert.setString(2, finding.kind().name());
                insert.setString(3, finding.orderNo());
                insert.setString(4, finding.subject());
                insert.setLong(5, finding.amountFen());
                insert.setString(6, finding.kind().title());
                insert.setString(7, cut(finding.evidence()));
                insert.setString(8, cut(after));
                insert.setObject(9, now());
                insert.executeUpdate();
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    keys.next();
                    return keys.getLong(1);
                }
            }
        });
    }

    void end(LaneConnection connection, long id, String outcome) {
        connection.inTransaction(session -> {
            try (PreparedStatement update = session.prepareStatement(END)) {
                update.setString(1, outcome);
                update.setObject(2, now());
                update.setLong(3, id);
                return update.executeUpdate();
            }
        });
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static String cut(String text) {
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
    }
}
