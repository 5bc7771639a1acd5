package io.hongbao.lanes.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqlCauseTest {

    @Test
    void what_a_mapper_wrapped_is_found() {
        var batch = new BatchUpdateException("duplicate", "23000", 1062, new int[0]);
        var wrapped = new RuntimeException(new RuntimeException(batch));

        assertThat(SqlCause.below(wrapped)).contains(batch);
    }

    @Test
    void causes_in_a_circle_are_followed_only_so_far() {
        var first = new RuntimeException("first");
        first.initCause(new RuntimeException("second", first));

        assertThat(SqlCause.below(first)).isEmpty();
    }

    @Test
    void a_fault_knows_what_the_database_said() {
        var fault = new DataFault("refused", new RuntimeException(new SQLException("", "", 1062)));

        assertThat(fault.hasErrorCode(1062)).isTrue();
        assertThat(fault.isDuplicateKey()).isTrue();
        assertThat(fault.hasErrorCode(1213)).isFalse();
        assertThat(new DataFault("of our own").isDuplicateKey()).isFalse();
    }
}
