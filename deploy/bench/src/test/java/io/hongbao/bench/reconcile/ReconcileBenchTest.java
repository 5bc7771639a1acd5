package io.hongbao.bench.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.local.program.Project;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileBenchTest {

    /** Set it to see how fast days are written. */
    private static final long SHARES = Long.getLong("bench.shares", 5_000);

    @TempDir Path directory;

    @Test
    void a_day_is_written_as_the_services_would_and_each_fault_in_it_is_found() {
        var said = new ArrayList<String>();
        var settings =
                new ReconcileSettings(
                        Project.find(), directory.resolve("bench"), List.of(SHARES), 30, 1, 64);

        boolean right = new ReconcileBench(settings, Clock.systemUTC(), said::add).run();

        assertThat(right).as(String.join("\n", said)).isTrue();
        assertThat(said).hasSize(6);
    }
}
