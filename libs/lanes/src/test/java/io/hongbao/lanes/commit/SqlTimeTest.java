package io.hongbao.lanes.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqlTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T04:05:06.123,        2026-11-21 04:05:06.123000",
        "2026-11-21T04:05:06.000009,     2026-11-21 04:05:06.000009",
        "2026-11-21T04:05:06.123456789,  2026-11-21 04:05:06.123456",
        "2026-01-02T00:00,               2026-01-02 00:00:00",
        "2026-12-31T23:59:59,            2026-12-31 23:59:59",
    })
    void a_time_is_written_as_databases_read_it(LocalDateTime time, String text) {
        assertThat(SqlTime.text(time)).isEqualTo(text);
    }
}
