package io.hongbao.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TopListTest {

    @Test
    void what_weighs_most_comes_first_in_percent_of_everything() {
        var top = new TopList("Bytes");
        top.add("rare", 1);
        top.add("often", 5);
        top.add("most", 7);
        top.add("often", 7);

        assertThat(top.lines())
                .isEqualTo(
                        List.of(
                                "Bytes: 20",
                                "  60.0 %  often",
                                "  35.0 %  most",
                                "   5.0 %  rare"));
    }

    @Test
    void the_list_is_short_and_its_percentages_are_of_all() {
        var top = new TopList("Bytes");
        for (int i = 0; i < 100; i++) {
            top.add("name" + i, 1);
        }

        assertThat(top.lines()).hasSize(31).last().asString().startsWith("   1.0 %");
    }
}
