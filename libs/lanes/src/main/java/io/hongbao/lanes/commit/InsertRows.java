package io.hongbao.lanes.commit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of one table, inserted by one statement. */
public final class InsertRows {

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
    public InsertRows(String insert, String row) {
        this.insert = insert;
        this.row = row;
    }

    public void add(List<? extends @Nullable Object> values) {
        arguments.addAll(values);
        rows++;
    }

    /** Nothing, where there are no rows. */
    public void addTo(List<SqlStatement> statements) {
        if (rows > 0) {
            statements.add(statement());
        }
    }

    /** Of at least one row. */
    public SqlStatement statement() {
        return new SqlStatement(insert + row + ("," + row).repeat(rows - 1), arguments, rows);
    }
}
