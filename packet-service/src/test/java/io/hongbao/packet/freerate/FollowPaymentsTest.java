package io.hongbao.packet.freerate;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.catalogue.ForcedRate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowPaymentsTest {

    @ParameterizedTest
    @CsvSource({
        "100000, 0, 100000",
        "100000, 1, 190000",
        "100000, 6, 640000",
        "100000, 10, 1000000",
        "0, 3, 300000",
        "333333, 1, 399999",
        "333333, 10, 1000000",
        "1000000, 5, 1000000"
    })
    void the_rate_goes_from_its_base_to_all(int base, int trouble, int expected) {
        var rate = new FollowPayments(base, () -> trouble, Optional::empty);

        assertThat(rate.partsPerMillion()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "1000000, 0", "500000, 10"})
    void what_an_operator_forces_takes_precedence(int forced, int trouble) {
        var rate =
                new FollowPayments(
                        100_000,
                        () -> trouble,
                        () -> Optional.of(new ForcedRate(forced, "a feast")));

        assertThat(rate.partsPerMillion()).isEqualTo(forced);
    }
}
