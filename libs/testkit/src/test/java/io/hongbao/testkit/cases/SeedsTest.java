package io.hongbao.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeedsTest {

    @AfterEach
    void forgetTheSeed() {
        System.clearProperty("seed");
    }

    @Test
    void a_failure_names_the_seed_that_repeats_it() {
        List<Long> drawn = new ArrayList<>();
        Seeds.Seeded failing =
                random -> {
                    drawn.add(random.nextLong());
                    throw new IllegalStateException("broken");
                };

        String message = String.valueOf(catchThrowable(() -> Seeds.once(failing)).getMessage());
        System.setProperty("seed", message.replaceAll(".*-Dseed=(-?\\d+):.*", "$1"));
        Throwable repeated = catchThrowable(() -> Seeds.times(10, failing));

        assertThat(drawn).hasSize(2);
        assertThat(drawn.getFirst()).isEqualTo(drawn.getLast());
        assertThat(repeated).hasMessage(message).hasRootCauseMessage("broken");
    }

    @Test
    void each_run_has_another_seed() {
        List<Long> drawn = new ArrayList<>();

        Seeds.times(5, random -> drawn.add(random.nextLong()));

        assertThat(drawn).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void waiting_in_vain_says_for_what_and_why() {
        assertThatThrownBy(() ->
                        Eventually.passes(
                                "the credit",
                                Duration.ofMillis(50),
                                () -> assertThat(0).isEqualTo(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not within PT0.05S: the credit")
                .hasMessageContaining("expected: 1");
    }
}
