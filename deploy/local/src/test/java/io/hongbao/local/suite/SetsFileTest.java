package io.hongbao.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.catalogue.SetEntry;
import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.contracts.id.SetId;
import io.hongbao.local.program.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetsFileTest {

    private static final String WRITTEN =
            """
            # 红包 🧧: ours
            sets:
              # the first
              - {id: "000", url: "jdbc:mysql://127.0.0.1:3310/hongbao_set", city: 深圳, zone: a, weight: 100}
              # somebody's own
              - id: "001"
                weight: 50  # half
                url: "jdbc:mysql://10.0.0.1:3306/hongbao_set"
                city: shenzhen
                zone: b
              # the end
            """;

    @TempDir Path directory;

    private Path path;
    private SetsFile file;

    @BeforeEach
    void written() throws IOException {
        path = directory.resolve("sets.yaml");
        Files.writeString(path, WRITTEN);
        file = new SetsFile(path);
    }

    @Test
    void a_set_is_added_below_the_last_and_nothing_else_changes() {
        file.add(new SetId(2), "jdbc:mysql://127.0.0.1:3322/hongbao_set", 7, true);

        assertThat(text())
                .isEqualTo(
                        WRITTEN.replace(
                                "    zone: b\n",
                                "    zone: b\n"
                                        + "  - {id: \"002\", url:"
                                        + " \"jdbc:mysql://127.0.0.1:3322/hongbao_set\", city:"
                                        + " shenzhen, zone: a, weight: 7, new: true}\n"));
        assertThat(file.read().sets()).extracting(SetEntry::weight).containsExactly(100, 50, 7);
    }

    @Test
    void only_the_number_of_a_weight_is_changed() {
        file.weigh(new SetId(1), 0);

        assertThat(text()).isEqualTo(WRITTEN.replace("weight: 50  # half", "weight: 0  # half"));
    }

    @Test
    void a_removed_set_leaves_all_comments_of_others() {
        file.remove(new SetId(0));

        assertThat(text().lines()).hasSize(10).contains("  # the first", "  # somebody's own");
        assertThat(file.read().sets()).extracting(SetEntry::id).containsExactly(new SetId(1));
    }

    @Test
    void an_entry_of_many_lines_is_removed_whole() {
        file.remove(new SetId(1));

        assertThat(text().lines()).hasSize(6).endsWith("  # somebody's own", "  # the end");
        assertThat(file.read().sets()).hasSize(1);
    }

    @Test
    void other_ports_are_for_databases_of_this_machine() {
        file.moveTo(SuitePorts.local(1000));

        assertThat(text()).isEqualTo(WRITTEN.replace(":3310/", ":4310/"));
    }

    @Test
    void what_would_be_a_mistake_is_not_written() {
        assertThatThrownBy(() ->
                        file.add(new SetId(2), "jdbc:mysql://10.0.0.1:3306/hongbao_set", 1, false))
                .isInstanceOf(CatalogueException.class);
        assertThatThrownBy(() -> file.weigh(new SetId(0), 10_001))
                .isInstanceOf(CatalogueException.class);

        assertThat(text()).isEqualTo(WRITTEN);
    }

    @Test
    void the_last_set_cannot_be_removed() {
        file.remove(new SetId(1));

        assertThatThrownBy(() -> file.remove(new SetId(0)))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("must");
        assertThat(file.read().sets()).hasSize(1);
    }

    @Test
    void a_file_with_a_mistake_is_not_changed() throws IOException {
        Files.writeString(path, WRITTEN.replace("weight: 100", "weight: many"));

        assertThatThrownBy(() -> file.weigh(new SetId(1), 7))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("sets.yaml, line 4: must be a number");
        assertThat(text()).contains("weight: 50");
    }

    @Test
    void a_list_on_one_line_is_for_its_writer_to_change() throws IOException {
        Files.writeString(
                path,
                "sets: [{id: \"000\", url: \"jdbc:mysql://127.0.0.1:1/x\", city: a, zone: a,"
                        + " weight: 1}]");

        assertThatThrownBy(() -> file.weigh(new SetId(0), 7))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("must be a list with one '- ' for each SET");
    }

    @Test
    void nothing_unfinished_is_left() throws IOException {
        file.weigh(new SetId(0), 1);

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(path);
        }
    }

    private String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
