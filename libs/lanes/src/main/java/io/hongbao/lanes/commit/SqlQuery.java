package io.hongbao.lanes.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads rows by lists of keys, whose number differs from call to call. */
public final class SqlQuery {

    private SqlQuery() {}

    /** Makes a value of the current row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All rows, in the order in which they come. */
    public static <T> List<T> rows(
            Connection connection, String sql, List<?> arguments, RowReader<T> reader)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.size(); i++) {
                query.setObject(i + 1, arguments.get(i));
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

    /** So many {@code ?}, separated by commas, in parentheses. */
    public static String placeholders(int count) {
        return "(" + "?,".repeat(count - 1) + "?)";
    }
}
