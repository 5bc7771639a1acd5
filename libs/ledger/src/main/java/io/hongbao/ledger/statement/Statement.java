package io.hongbao.ledger.statement;

import io.hongbao.contracts.id.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All transfers of a user, as they were posted. Credits are read a page at a time; of payments and
 * top-ups, all of the user are looked at for each page.
 */
public final class Statement {

    /** The most lines of one page. */
    public static final int PAGE_MAX = 100;

    /**
     * A part of a statement, newest first.
     *
     * @param next empty when nothing follows
     */
    public record Page(List<StatementLine> lines, Optional<StatementCursor> next) {}

    /**
     * Reads committed state on a connection of the caller's. Nothing is left out or there twice,
     * however many are posted between two pages.
     *
     * @param limit 1 to {@link #PAGE_MAX}
     */
    public Page page(Connection connection, UserId user, Optional<StatementCursor> after, int limit)
            throws SQLException {
        if (limit < 1 || limit > PAGE_MAX) {
            throw new IllegalArgumentException("must be 1 to " + PAGE_MAX + ": limit=" + limit);
        }
        StatementCursor cursor = after.orElse(StatementCursor.START);
        var credits = new ArrayList<>(StatementRows.numbered(connection, user, cursor, limit + 1));
        var others = new ArrayList<>(StatementRows.others(connection, user, cursor, limit + 1));
        var lines = new ArrayList<StatementLine>();
        while (lines.size() < limit && !(credits.isEmpty() && others.isEmpty())) {
            StatementLine line = (creditIsNext(credits, others) ? credits : others).removeFirst();
            lines.add(line);
            cursor = cursor.after(line);
        }
        boolean more = !credits.isEmpty() || !others.isEmpty();
        return new Page(lines, more ? Optional.of(cursor) : Optional.empty());
    }

    private static boolean creditIsNext(List<StatementLine> credits, List<StatementLine> others) {
        if (credits.isEmpty() || others.isEmpty()) {
            return others.isEmpty();
        }
        return !credits.getFirst().at().isBefore(others.getFirst().at());
    }
}
