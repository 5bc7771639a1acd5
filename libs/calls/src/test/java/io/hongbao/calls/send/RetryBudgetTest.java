package io.hongbao.calls.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private static final int ALWAYS = 100;

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE / 2);
    private final RetryBudget budget = new RetryBudget(20, nanoTime::get);

    private int taken() {
        int taken = 0;
        while (budget.take()) {
            taken++;
        }
        return taken;
    }

    private void called(int times) {
        for (int i = 0; i < times; i++) {
            budget.called();
        }
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    @Test
    void a_few_are_covered_without_calls_and_then_a_part_of_the_calls() {
        assertThat(taken()).isEqualTo(ALWAYS);

        called(1_000);

        assertThat(taken()).isEqualTo(200);
        assertThat(taken()).isZero();
    }

    @Test
    void what_is_older_than_ten_seconds_counts_no_more() {
        called(1_000);
        assertThat(taken()).isEqualTo(ALWAYS + 200);
        pass(Duration.ofSeconds(9));
        called(50);
        assertThat(taken()).isEqualTo(10);

        pass(Duration.ofSeconds(1));

        assertThat(taken()).isEqualTo(ALWAYS);
    }
}
