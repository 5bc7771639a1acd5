package io.hongbao.packet.freerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreeRateSettingsTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "0.1, 100000", "0.000001, 1", "0.5000000, 500000", "1, 1000000"})
    void a_rate_from_0_to_1_is_exact(BigDecimal rate, int partsPerMillion) {
        assertThat(new FreeRateSettings(rate).basePartsPerMillion()).isEqualTo(partsPerMillion);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.000001", "0.0000001"})
    void any_other_is_refused(BigDecimal rate) {
        assertThatThrownBy(() -> new FreeRateSettings(rate))
                .hasMessageContaining("hongbao.moments.base-free-rate=" + rate.toPlainString());
    }
}
