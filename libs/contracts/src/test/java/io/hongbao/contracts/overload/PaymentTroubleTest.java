package io.hongbao.contracts.overload;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentTroubleTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10})
    void a_level_is_what_the_header_says(int level) {
        assertThat(PaymentTrouble.told(Integer.toString(level))).isEqualTo(level);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "11", "-1", "1.5", "100", "much"})
    void whoever_tells_no_level_is_in_full_trouble(@Nullable String header) {
        assertThat(PaymentTrouble.told(header)).isEqualTo(PaymentTrouble.MAX);
    }
}
