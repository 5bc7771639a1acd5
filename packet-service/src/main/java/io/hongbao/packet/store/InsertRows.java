package io.hongbao.packet.store;

import io.hongbao.lanes.commit.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of one table, inserted by one statement. */
final class InsertRows {

    private final String insert;
    private final String row;
    private final List<@Nullable Object> arguments = new ArrayList<>();
    private int rows;

    /**
     * Of no rows yet.
     *
     * @param insert up to and including {@code values}
     * @param row the placeholders of one row, in parentheses
     */
    InsertRows(String insert, String row) {
        this.insert = insert;
        this.row = row;
    }

    void add(List<? extends @Nullable Object> values) {
        arguments.addAll(values);
        rows++;
    }

    /** Nothing, where there are no rows. */
    void addTo(List<SqlStatement> statements) {
        if (rows > 0) {
            statements.add(
                    new SqlStatement(insert + row + ("," + row).repeat(rows - 1), arguments, rows));
        }
    }
}
