package io.hongbao.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.bench.check.Databases.Sum;
import io.hongbao.bench.check.RunCheck.Outcome;
import io.hongbao.bench.report.GrowthResult.Shape;
import io.hongbao.bench.report.GrowthResult.Step;
import io.hongbao.bench.report.Window.Credits;
import io.hongbao.bench.report.Window.Latency;
import io.hongbao.bench.watch.BatchSizes;
import io.hongbao.bench.watch.Costs;
import io.hongbao.bench.watch.DatabaseCost;
import io.hongbao.bench.watch.Pipeline.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsTest {

    private static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");
    private static final Map<String, String> SETTINGS = Map.of("cores", "2");
    private static final Outcome CLEAN =
            new Outcome(new Sum(4, 80), new Sum(4, 80), new Sum(4, 80), true, "all hold");

    private static final RunResult RUN =
            new RunResult(
                    AT,
                    SETTINGS,
                    List.of(hello(), window("open-many", 4)),
                    List.of(window("open-many", 2)),
                    CLEAN);

    private static final StartResult START =
            new StartResult(
                    AT,
                    SETTINGS,
                    20.5,
                    21.25,
                    new WarmUpFigures(1_000, 12),
                    List.of(100.0, 900.0),
                    Map.of(),
                    CLEAN);

    private static final GrowthResult GROWTH =
            new GrowthResult(
                    AT,
                    SETTINGS,
                    List.of(
                            new Step(new Shape(1, 1), List.of(window("open-many", 4))),
                            new Step(new Shape(2, 4), List.of(window("open-many", 8)))),
                    CLEAN);

    @TempDir Path directory;

    @Test
    void what_was_written_is_read_as_it_was() throws IOException {
        var results = new Results(directory);

        results.write(RUN);
        results.write(START);
        results.write(GROWTH);

        List<String> lines = Files.readAllLines(results.lines());
        assertThat(lines).hasSize(3);
        LatestRuns latest = Results.latest(lines);
        assertThat(latest.run()).contains(RUN);
        assertThat(latest.start()).contains(START);
        assertThat(latest.growth()).contains(GROWTH);
    }

    @Test
    void the_page_shows_the_last_run_of_each_kind() throws IOException {
        var results = new Results(directory);

        results.write(GROWTH);
        results.write(START);
        results.write(RUN);

        assertThat(Files.readString(results.page()))
                .contains(
                        "Batch sizes",
                        "Latency at half of the peak",
                        "gateway open, p99",
                        "up to the first opened packet, s",
                        "2 SETs, 4 instances",
                        "÷ the first column");
    }

    @Test
    void what_was_measured_is_text_on_the_page_and_never_markup() {
        var odd =
                new RunResult(AT, Map.of("cores", "2 <b>&"), RUN.windows(), RUN.openLoop(), CLEAN);

        String page =
                HtmlPage.of(new LatestRuns(Optional.of(odd), Optional.empty(), Optional.empty()));

        assertThat(page).contains("cores: 2 &lt;b&gt;&amp;").doesNotContain("<b>");
    }

    @Test
    void lines_that_another_bench_wrote_are_left_alone() throws IOException {
        var results = new Results(directory);
        Files.writeString(results.lines(), "{\"at\":\"2026-11-21T00:00:00Z\"}\nno JSON\n");

        results.write(START);

        LatestRuns latest = Results.latest(Files.readAllLines(results.lines()));
        assertThat(latest.run()).isEmpty();
        assertThat(latest.start()).contains(START);
    }

    @Test
    void a_run_that_lacks_what_is_measured_now_was_written_by_another_bench() throws IOException {
        var results = new Results(directory);
        results.write(RUN);
        String now = Files.readString(results.lines());

        String older = now.replaceAll(",\"allocatedBytes\":\\{[^}]*\\}", "");

        assertThat(older).isNotEqualTo(now);
        assertThat(Results.latest(List.of(now)).run()).contains(RUN);
        assertThat(Results.latest(List.of(older)).run()).isEmpty();
    }

    @Test
    void a_run_tells_what_one_operation_allocates_in_each_jvm() {
        List<String> table = TextTable.of(RUN);

        int at = table.indexOf("Heap that one operation allocated, bytes");
        assertThat(table.get(at + 1)).matches(" +sum +gateway +packet-service");
        assertThat(table.get(at + 2)).matches("open-many +2,100 +1,500 +600");
    }

    @Test
    void a_column_of_growth_counts_all_servers_of_a_role_and_one_open() {
        List<String> table = GrowthTable.of(GROWTH);

        assertThat(table).anyMatch(line -> line.matches("  statements +5\\.00 +2\\.50"));
        assertThat(table).anyMatch(line -> line.matches("connections of one SET +6\\.0 +3\\.0"));
        assertThat(table).anyMatch(line -> line.matches("  gateway +25\\.0 +12\\.5"));
    }

    @Test
    void a_run_tells_what_one_operation_costs_with_all_that_came_of_it() {
        assertThat(TextTable.of(RUN))
                .anyMatch(line ->
                        line.matches(
                                "open-many +50\\.0 +5\\.00 +1\\.000 +500 +1\\.00 +0\\.250 +125 +1,250"));
    }

    private static Window hello() {
        return new Window(
                "hello",
                100,
                100,
                Duration.ofSeconds(1),
                Map.of(),
                new Latency(1, 2, 3, 4, 5),
                List.of(100.0),
                Map.of("generator", 10L),
                3,
                Map.of(),
                Map.of(),
                null,
                null);
    }

    private static Window window(String figure, long acknowledged) {
        return new Window(
                figure,
                acknowledged,
                acknowledged,
                Duration.ofSeconds(1),
                Map.of("503", 1L),
                new Latency(1, 2, 3, 4, 5),
                List.of(1.0, 2.0),
                Map.of("gateway", 90L, "set-000", 40L),
                3,
                Map.of("gateway", 6_000L, "packet-service", 2_400L),
                Map.of("gateway open", new BatchSizes(2, 2, 2, 4)),
                new Credits(0.5, 2, 100, List.of(new Sample(500, 4, 2))),
                new Costs(
                        Map.of("gateway", 100L, "set-000", 50L, "set-001", 50L),
                        Map.of(
                                "set-000",
                                new DatabaseCost(12, 2, 1_000, 0, 4),
                                "set-001",
                                new DatabaseCost(8, 2, 1_000, 0, 2),
                                "wallet-0",
                                new DatabaseCost(4, 1, 500, 0, 3)),
                        5_000));
    }
}
