package io.hongbao.packet.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.packet.day.Days;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.state.StoredState;
import io.hongbao.servers.SharedMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveProgramTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 5);

    private final TestSet set = TestSet.on(SharedMariaDb.newDatabase());
    @TempDir Path directory;

    @BeforeEach
    void plant() throws SQLException {
        Days.make(set, 0, Stream.of(DAY, DAY.plusDays(1)));
        new OldPackets(set, DAY).add(0, StoredState.FINISHED);
    }

    @AfterEach
    void close() {
        set.close();
    }

    private int run(String url, String... arguments) throws IOException {
        Path sets =
                Files.writeString(
                        directory.resolve("sets.yaml"),
                        String.format(
                                Locale.ROOT,
                                """
                                sets:
                                  - {id: "000", url: "%s", city: test, zone: a, weight: 1}
                                """,
                                url));
        Stream<String> settings =
                Stream.of(
                        "--spring.profiles.active=local",
                        "--hongbao.sets.file=" + sets,
                        "--hongbao.sets.username=" + set.database().user(),
                        "--hongbao.sets.password=" + set.database().password());
        return ArchiveProgram.run(
                Stream.concat(settings, Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void the_exit_code_says_whether_all_was_archived() throws IOException {
        String url = set.database().url();

        assertThat(run(url, "--archive-before=2026-01-06")).isEqualTo(1);
        assertThat(run(url, "--archive-before=2026-01-06", "--reconciled")).isZero();
        assertThat(run(url, "--archive-before=2026-01-06", "--reconciled")).isZero();
    }

    @Test
    void a_day_that_was_stamped_stays_until_it_is_archived_without_a_word()
            throws IOException, SQLException {
        String url = set.database().url();

        assertThat(run(url, "--archive-before=2026-01-06", "--reconciled", "--stamp-only"))
                .isZero();
        assertThat(orders()).isEqualTo(1);
        assertThat(run(url, "--archive-before=2026-01-06")).isZero();
        assertThat(orders()).isZero();
    }

    private int orders() throws SQLException {
        try (var connection = set.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from send_order_0")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void what_cannot_be_run_is_told_apart() throws IOException {
        assertThat(run(set.database().url(), "--archive-before=yesterday")).isEqualTo(2);
        assertThat(run(set.database().url(), "--archive-before=2026-01-06", "--stamp-only"))
                .isEqualTo(2);
        assertThat(run("jdbc:mysql://127.0.0.1:1/none", "--archive-before=2026-01-06"))
                .isEqualTo(2);
    }
}
