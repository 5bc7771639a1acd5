package io.hongbao.lanes.commit;

import io.hongbao.servers.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A table of numbers with rules that can be broken. */
final class Numbers {

    private Numbers() {}

    static void createTable(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            execute(
                    connection,
                    "create table numbers (id int primary key, value tinyint not null)"
                            + " engine=innodb");
            execute(connection, "insert into numbers values (1, 0), (2, 0)");
        }
    }

    static int execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    static List<String> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (found.next()) {
                values.add(found.getString(1));
            }
            return values;
        }
    }

    /** What everybody sees: the ids in the table. */
    static List<String> ids(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            return query(connection, "select id from numbers order by id");
        }
    }
}
