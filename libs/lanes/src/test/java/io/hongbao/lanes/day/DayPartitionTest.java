package io.hongbao.lanes.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DayPartitionTest {

    private static final LocalDate DAY_21 = LocalDate.of(2026, 11, 21);
    private static final LocalDate DAY_22 = LocalDate.of(2026, 11, 22);
    private static final LocalDate DAY_25 = LocalDate.of(2026, 11, 25);

    private static List<String> names(List<DayPartition> partitions) {
        return partitions.stream().map(DayPartition::name).toList();
    }

    @Test
    void the_first_day_ever_keeps_what_came_before_it_apart() {
        var made = DayPartition.next(null, List.of(DAY_22, DAY_21));

        assertThat(names(made)).containsExactly("p_before_20261121", "p20261121", "p20261122");
    }

    @Test
    void days_follow_one_another() {
        var made = DayPartition.next(DAY_22, List.of(DAY_21, DAY_22));

        assertThat(names(made)).containsExactly("p20261122");
        assertThat(made.getFirst().definition())
                .isEqualTo("partition p20261122 values less than ('20261123')");
    }

    @Test
    void days_without_orders_are_one_gap() {
        var made = DayPartition.next(DAY_22, List.of(DAY_25));

        assertThat(names(made)).containsExactly("p_before_20261125", "p20261125");
        assertThat(made).extracting(DayPartition::ofOneDay).containsExactly(false, true);
    }

    @Test
    void nothing_is_made_twice() {
        assertThat(DayPartition.next(DAY_25, List.of(DAY_21, DAY_22))).isEmpty();
    }
}
