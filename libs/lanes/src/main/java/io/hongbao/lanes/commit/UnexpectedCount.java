package io.hongbao.lanes.commit;

import java.util.Locale;

/**
 * A statement changed more or fewer rows than it had to: what it rests on is no longer so. Nothing
 * of the database transaction may be committed. Carries no stack trace: who compares at the write
 * expects it, and reads again.
 */
public final class UnexpectedCount extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnexpectedCount(SqlStatement statement, long rows) {
        super(
                String.format(
                        Locale.ROOT,
                        "must change %d rows: changed=%d sql=%s",
                        statement.rows(),
                        rows,
                        statement.sql()),
                null,
                false,
                false);
    }
}
