package io.hongbao.lanes.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
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
                bind(statement, i + 1, arguments[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** Sets one argument by its type, which the driver then has not to find out. */
    static void bind(PreparedStatement statement, int index, @Nullable Object argument)
            throws SQLException {
        switch (argument) {
            case String text -> statement.setString(index, text);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case LocalDateTime time -> statement.setString(index, SqlTime.text(time));
            case null, default -> statement.setObject(index, argument);
        }
    }
}
