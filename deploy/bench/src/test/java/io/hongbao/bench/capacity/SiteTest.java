package io.hongbao.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.testkit.cases.EveryCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SiteTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    zones | spare  | busy machines | machines
                    1     | 0      | 0             | 1
                    1     | 0      | 1             | 1
                    1     | 0      | 1.01          | 2
                    3     | 0      | 1             | 3
                    3     | 0      | 3.5           | 6
                    2     | 0.5    | 4             | 8
                    3     | 0.3333333333333333 | 4 | 6
                    3     | 0.3333333333333333 | 4.1 | 9
                    """)
    void machines_are_the_same_in_every_zone_and_the_rest_is_enough(
            int zones, double spare, double busyMachines, int machines) {
        assertThat(site(zones, spare).spread(busyMachines)).isEqualTo(machines);
    }

    @Test
    void there_are_never_too_few_and_never_a_whole_zone_too_many() {
        var every = new EveryCase();
        while (every.next()) {
            int zones = every.choose(1, 5);
            double spare = every.choose(0, 9) / 10.0;
            double busyMachines = every.choose(1, 60) / 4.0;

            int machines = site(zones, spare).spread(busyMachines);

            assertThat(machines % zones).isZero();
            assertThat(machines * (1 - spare)).isGreaterThanOrEqualTo(busyMachines - 1e-6);
            assertThat(machines == zones || (machines - zones) * (1 - spare) < busyMachines)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    zones | spare | busy | cores | database | network | says
                    0     | 0.3   | 0.7  | 8     | 16       | 10      | must be 1 to 100: --zones=0
                    101   | 0.3   | 0.7  | 8     | 16       | 10      | must be 1 to 100: --zones=101
                    3     | -0.1  | 0.7  | 8     | 16       | 10      | must be >= 0 and < 1: --spare=-0.1
                    3     | 1     | 0.7  | 8     | 16       | 10      | must be >= 0 and < 1: --spare=1.0
                    3     | NaN   | 0.7  | 8     | 16       | 10      | must be >= 0 and < 1: --spare=NaN
                    3     | 0.3   | 0    | 8     | 16       | 10      | must be > 0 and <= 1: --busy=0.0
                    3     | 0.3   | 1.1  | 8     | 16       | 10      | must be > 0 and <= 1: --busy=1.1
                    3     | 0.3   | 0.7  | 0     | 16       | 10      | must be 1 to 1024: --cores=0
                    3     | 0.3   | 0.7  | 8     | 1025     | 10      | must be 1 to 1024: --database-cores=1025
                    3     | 0.3   | 0.7  | 8     | 16       | 0       | must be > 0: --network=0.0
                    """)
    void what_cannot_be_names_its_option(
            int zones,
            double spare,
            double busy,
            int cores,
            int database,
            double network,
            String says) {
        assertThatThrownBy(() -> new Site(zones, spare, busy, cores, database, network))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(says);
    }

    private static Site site(int zones, double spare) {
        return new Site(zones, spare, 0.7, 8, 16, 10);
    }
}
