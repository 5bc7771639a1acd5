package io.hongbao.lanes.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlScriptTest {

    private static final int DUPLICATE_KEY = 1062;

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        TestDatabase database = SharedMariaDb.newDatabase();
        connection =
                new MysqlSource(
                                database.url(),
                                database.user(),
                                database.password(),
                                PatientLimits.LIMITS)
                        .connect();
        connection.setAutoCommit(false);
        try (Statement make = connection.createStatement()) {
            make.execute(
                    "create table thing (id bigint auto_increment primary key, name varchar(90))");
        }
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void statements_are_done_in_their_order_in_one_round_trip() throws SQLException {
        long before = questions();

        new SqlScript()
                .add(statement(2, "insert into thing values (?, ?), (?, ?)", 1, "a", 2, "b"))
                .add(statement(1, "update thing set name = ? where name = ?", "c", "b"))
                .add(statement(1, "delete from thing where id = ?", 1))
                .run(connection);

        // The server counts each statement; asking is one more.
        assertThat(questions() - before).isEqualTo(3 + 1);
        assertThat(things()).containsExactly("2 c");
    }

    @Test
    void texts_stay_texts_whatever_is_in_them() throws SQLException {
        String hostile = "'; drop table thing; -- ? \\ \" \n 恭喜";

        new SqlScript()
                .add(statement(1, "insert into thing values (?, ?)", 7, hostile))
                .add(statement(1, "insert into thing values (?, ?)", 8, null))
                .run(connection);

        assertThat(things()).containsExactly("7 " + hostile, "8 null");
    }

    @Test
    void a_count_that_is_not_as_it_must_be_is_told_wherever_it_is() throws SQLException {
        for (int wrong = 0; wrong < 3; wrong++) {
            var script = new SqlScript();
            for (int i = 0; i < 3; i++) {
                script.add(
                        statement(
                                1,
                                "insert into thing (name) select ? from dual where ?",
                                "n" + i,
                                i != wrong));
            }

            assertThatThrownBy(() -> script.run(connection))
                    .isInstanceOf(UnexpectedCount.class)
                    .hasMessageStartingWith("must change 1 rows: changed=0");
            connection.rollback();
        }
    }

    @Test
    void nothing_is_done_after_the_statement_that_fails() throws SQLException {
        var script =
                new SqlScript()
                        .add(statement(1, "insert into thing values (?, ?)", 1, "a"))
                        .add(statement(1, "insert into thing values (?, ?)", 1, "again"))
                        .add(statement(1, "insert into thing values (?, ?)", 2, "never"));

        assertThatThrownBy(() -> script.run(connection))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        failure -> assertThat(failure.getErrorCode()).isEqualTo(DUPLICATE_KEY));
        assertThat(things()).containsExactly("1 a");
    }

    @Test
    void the_key_is_that_of_the_last_statement() throws SQLException {
        long key =
                new SqlScript()
                        .add(statement(2, "insert into thing (name) values (?), (?)", "a", "b"))
                        .add(statement(1, "update thing set name = ? where name = ?", "c", "b"))
                        .add(statement(1, "insert into thing (name) values (?)", "last"))
                        .runForKey(connection);

        assertThat(things()).contains(key + " last");
    }

    @Test
    void no_statements_are_no_round_trip() throws SQLException {
        long before = questions();

        new SqlScript().run(connection);

        assertThat(questions() - before).isEqualTo(1);
    }

    private static SqlStatement statement(int rows, String sql, @Nullable Object... arguments) {
        return new SqlStatement(sql, Arrays.asList(arguments), rows);
    }

    private long questions() throws SQLException {
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("show session status like 'Questions'")) {
            row.next();
            return row.getLong(2);
        }
    }

    private List<String> things() throws SQLException {
        var things = new ArrayList<String>();
        try (Statement ask = connection.createStatement();
                ResultSet rows = ask.executeQuery("select id, name from thing order by id")) {
            while (rows.next()) {
                things.add(rows.getLong(1) + " " + rows.getString(2));
            }
        }
        return things;
    }
}
