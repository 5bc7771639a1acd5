package io.hongbao.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EveryCaseTest {

    @Test
    void every_combination_is_tried_once() {
        List<List<Integer>> tried = new ArrayList<>();

        var every = new EveryCase();
        while (every.next()) {
            tried.add(List.of(every.choose(1, 3), every.choose(0, 1), every.choose(5, 5)));
        }

        assertThat(tried).hasSize(6).doesNotHaveDuplicates();
        assertThat(tried).contains(List.of(1, 0, 5), List.of(3, 1, 5));
    }

    @Test
    void a_choice_may_depend_on_earlier_ones() {
        List<String> subsets = new ArrayList<>();

        var every = new EveryCase();
        while (every.next()) {
            var subset = new StringBuilder();
            int size = every.choose(0, 3);
            char from = 'a';
            for (int i = 0; i < size; i++) {
                char letter = (char) every.choose(from, 'c' - (size - 1 - i));
                subset.append(letter);
                from = (char) (letter + 1);
            }
            subsets.add(subset.toString());
        }

        assertThat(subsets).containsExactly("", "a", "b", "c", "ab", "ac", "bc", "abc");
    }

    @Test
    void every_bounded_draw_of_its_chance_is_tried() {
        Set<List<Object>> tried = new HashSet<>();

        var every = new EveryCase();
        while (every.next()) {
            RandomGenerator random = every.random();
            tried.add(
                    List.of(
                            random.nextInt(3),
                            random.nextLong(10, 12),
                            random.nextBoolean(),
                            every.choose(List.of("x", "y"))));
        }

        assertThat(tried).hasSize(3 * 2 * 2 * 2);
        assertThat(every.cases()).isEqualTo(tried.size());
    }

    @Test
    void an_unbounded_draw_is_refused() {
        var every = new EveryCase();
        every.next();

        assertThatThrownBy(() -> every.random().nextLong())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_body_without_choices_runs_once() {
        var every = new EveryCase();

        assertThat(every.next()).isTrue();
        assertThat(every.next()).isFalse();
    }

    @Test
    void a_body_that_chooses_otherwise_when_replayed_is_refused() {
        var every = new EveryCase();
        every.next();
        every.choose(0, 1);
        every.next();

        assertThatThrownBy(() -> every.choose(0, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must make the same choices");
    }

    @Test
    void a_body_that_chooses_less_when_replayed_is_refused() {
        var every = new EveryCase();
        every.next();
        every.choose(0, 1);
        every.choose(0, 1);
        every.next();
        every.choose(0, 1);

        assertThatThrownBy(every::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must make the same choices");
    }
}
