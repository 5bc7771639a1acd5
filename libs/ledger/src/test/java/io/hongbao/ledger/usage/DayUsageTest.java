package io.hongbao.ledger.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.usage.DayUsage.Sum;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DayUsageTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final Sum MOST = new Sum(new Money(Long.MAX_VALUE), Integer.MAX_VALUE);

    /** The length of {@code balance.day_usage}. */
    private static final int LENGTH_MAX = 96;

    @Test
    void the_greatest_numbers_are_read_as_they_were_written_and_fit_their_column() {
        var most = new DayUsage(DAY, MOST, MOST, Integer.MAX_VALUE, Integer.MAX_VALUE);

        assertThat(DayUsage.of(most.text(), NOON)).isEqualTo(most);
        assertThat(most.text()).hasSizeLessThanOrEqualTo(LENGTH_MAX);
    }

    @Test
    void what_an_earlier_release_wrote_has_no_declines_and_no_new_cards() {
        var read = DayUsage.of("20261121 888 2 5000 1", NOON);

        assertThat(read)
                .isEqualTo(
                        new DayUsage(
                                DAY,
                                new Sum(new Money(8_88), 2),
                                new Sum(new Money(50_00), 1),
                                0,
                                0));
    }
}
