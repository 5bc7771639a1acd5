package io.hongbao.lanes.commit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Instants as the columns have them: UTC, without a zone. */
public final class SqlTime {

    private SqlTime() {}

    public static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    public static @Nullable LocalDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }

    /** As literals have it, to the microsecond. */
    static String text(LocalDateTime time) {
        var text = new StringBuilder(26).append(time.toLocalDate()).append(' ');
        digits(text, 10, time.getHour());
        digits(text.append(':'), 10, time.getMinute());
        digits(text.append(':'), 10, time.getSecond());
        int micros = time.getNano() / 1_000;
        if (micros > 0) {
            digits(text.append('.'), 100_000, micros);
        }
        return text.toString();
    }

    /**
     * @param first what the first digit counts: 1, 10, 100, …
     */
    private static void digits(StringBuilder text, int first, int value) {
        for (int each = first; each > 0; each /= 10) {
            text.append((char) ('0' + value / each % 10));
        }
    }

    /** The instant in a column that cannot be null. */
    public static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
