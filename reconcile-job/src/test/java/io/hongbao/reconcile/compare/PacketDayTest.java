package io.hongbao.reconcile.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketDayTest {

    private static final PacketDay DAY = new PacketDay(LocalDate.of(2026, 11, 21));

    @Test
    void the_sequence_of_an_order_number_is_its_ten_digits_after_the_day() {
        assertThat(PacketDay.sequenceOf("2026112100000005120019:3")).isEqualTo(512);
        assertThat(PacketDay.sequenceOf(DAY.keyOf(777))).isEqualTo(777);
    }

    /** Else a walk through the keys finds the same key for ever. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "20261121",
                "20261121by-hand---0000:1",
                "20261121-by-hand",
                "2026112112345x",
                "2026112112345-x",
                "202611219999999999zz",
                "2026112199999x",
                "20261121~"
            })
    void the_range_that_begins_at_a_key_ends_behind_it_even_if_it_is_no_order_number(String key) {
        long block = PacketDay.sequenceOf(key) / Bucket.PACKETS;

        assertThat(DAY.keyOf((block + 1) * Bucket.PACKETS)).isGreaterThan(key);
    }
}
