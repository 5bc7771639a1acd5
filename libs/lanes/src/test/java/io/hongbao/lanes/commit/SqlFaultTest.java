package io.hongbao.lanes.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFaultTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    what                    | state | number | fault
                    deadlock                | 40001 | 1213   | DEADLOCK
                    lock wait time-out      | HY000 | 1205   | DEADLOCK
                    changed since last read | HY000 | 1020   | DEADLOCK
                    duplicate key           | 23000 | 1062   | DATA
                    missing foreign key     | 23000 | 1452   | DATA
                    check of MySQL          | HY000 | 3819   | DATA
                    check of MariaDB        | 23000 | 4025   | DATA
                    too long                | 22001 | 1406   | DATA
                    out of range            | 22003 | 1264   | DATA
                    wrong letters           | HY000 | 1366   | DATA
                    link failure            | 08S01 | 0      | LOST
                    connection closed       | 08003 | 0      | LOST
                    shutting down           | 08S01 | 1053   | LOST
                    connection killed       | 70100 | 1927   | LOST
                    statement interrupted   | 70100 | 1317   | LOST
                    statement time-out      | 70100 | 1969   | LOST
                    read-only               | HY000 | 1290   | REFUSED
                    disk full               | HY000 | 1021   | REFUSED
                    table full              | HY000 | 1114   | REFUSED
                    wrong syntax            | 42000 | 1064   | BUG
                    no such table           | 42S02 | 1146   | BUG
                    """)
    void each_error_number_has_its_meaning(String what, String state, int number, SqlFault fault) {
        assertThat(SqlFault.of(new SQLException(what, state, number))).isEqualTo(fault);
    }

    @Test
    void a_time_out_of_the_driver_is_a_loss() {
        assertThat(SqlFault.of(new SQLTimeoutException("late"))).isEqualTo(SqlFault.LOST);
    }
}
