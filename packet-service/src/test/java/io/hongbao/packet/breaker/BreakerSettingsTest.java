package io.hongbao.packet.breaker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BreakerSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static BreakerSettings settings(
            int window, int callsMin, int probes, List<Integer> percents) {
        return new BreakerSettings(
                window, callsMin, 50, SECOND, SECOND, SECOND, probes, percents, SECOND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    window | calls min | probes | mistake
                    0      | 1         | 1      | window
                    8      | 9         | 1      | calls-min
                    8      | 4         | 5      | probes-to-close
                    8      | 4         | 0      | probes-to-close
                    """)
    void limits_that_contradict_each_other_stop_the_start(
            int window, int callsMin, int probes, String mistake) {
        assertThatThrownBy(() -> settings(window, callsMin, probes, List.of(100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hongbao.sets.breaker." + mistake);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,100", "50,50,100", "10,50", "10,101", "50,25,100"})
    void the_weight_has_to_rise_to_all_of_it(String percents) {
        List<Integer> steps = Arrays.stream(percents.split(",")).map(Integer::valueOf).toList();

        assertThatThrownBy(() -> settings(8, 4, 3, steps))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("return-percents");
        assertThatCode(() -> settings(8, 4, 3, List.of(1, 100))).doesNotThrowAnyException();
    }
}
