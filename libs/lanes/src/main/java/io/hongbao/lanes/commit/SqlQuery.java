package io.hongbao.lanes.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows without a mapper. */
public final class SqlQuery {

    private SqlQuery() {}

    /** Makes a value of the current row. */
    @FunctionalInterface
    public interface RowReader<T extends @Nullable Object> {
        T read(ResultSet row) throws SQLException;
    }

    /** All rows, in the order in which they come. */
    public static <T extends @Nullable Object> List<T> rows(
            Connection connection, String sql, List<?> arguments, RowReader<T> reader)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.size(); i++) {
                SqlStatement.bind(query, i + 1, arguments.get(i));
            }
            var found = new ArrayList<T>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(reader.read(row));
                }
            }
            return found;
        }
    }

    /** The number in the one row that a query gives. */
    public static long number(Connection connection, String sql, Object... arguments)
            throws SQLException {
        return rows(connection, sql, List.of(arguments), row -> row.getLong(1)).getFirst();
    }

    /** So many {@code ?}, separated by commas, in parentheses. */
    public static String placeholders(int count) {
        return "(" + "?,".repeat(count - 1) + "?)";
    }
}
