package io.hongbao.lanes.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that changes rows, with its arguments.
 *
 * @param arguments one for each {@code ?} of {@code sql}: numbers, texts, {@code LocalDateTime}s in
 *     UTC, nulls
 * @param rows how many rows it has to change, or {@link #ANY}; another count is an {@link
 *     UnexpectedCount}
 */
public record SqlStatement(String sql, List<? extends @Nullable Object> arguments, int rows) {

    /** As {@code rows}: whatever it changes is right. */
    public static final int ANY = -1;

    /** Does one statement by itself; the number of rows that it changed. */
    public static int execute(Connection connection, String sql, Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            return statement.executeUpdate();
        }
    }
}
