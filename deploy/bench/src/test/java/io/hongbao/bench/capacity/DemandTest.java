package io.hongbao.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hongbao.testkit.cases.EveryCase;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DemandTest {

    private static final Offset<Double> EXACT = within(1e-6);

    @Test
    void sends_and_opens_are_divided_by_the_published_mix() {
        Demand demand = Demand.ofSendsAndOpens(36_000, 0);

        assertThat(demand.opens()).isCloseTo(26_000, EXACT);
        assertThat(demand.wraps()).isCloseTo(10_000, EXACT);
        assertThat(demand.grabs()).isCloseTo(520_000, EXACT);
        assertThat(demand.views()).isCloseTo(260_000, EXACT);
        assertThat(demand.mixed()).isCloseTo(816_000, EXACT);
        assertThat(demand.changes()).isCloseTo(46_000, EXACT);
        assertThat(demand.events()).isCloseTo(36_000, EXACT);
    }

    @Test
    void all_operations_are_the_same_mix() {
        assertThat(Demand.ofAllOperations(816_000, 0).opens()).isCloseTo(26_000, EXACT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    payments | beyond those of the wraps
                    0        | 0
                    9999     | 0
                    10000    | 0
                    10001    | 1
                    50000    | 40000
                    """)
    void only_payments_beyond_one_a_wrap_are_more(double payments, double more) {
        assertThat(Demand.ofSendsAndOpens(36_000, payments).morePayments()).isCloseTo(more, EXACT);
    }

    @Test
    void whatever_is_asked_for_nothing_of_it_is_lost() {
        var every = new EveryCase();
        while (every.next()) {
            double operations = Math.pow(10, every.choose(0, 7)) * every.choose(1, 9);
            double payments = every.choose(0, 3) * operations / 4;

            Demand counted = Demand.ofSendsAndOpens(operations, payments);
            Demand all = Demand.ofAllOperations(operations, payments);

            Offset<Double> near = within(operations * 1e-9);
            assertThat(counted.opens() + counted.wraps()).isCloseTo(operations, near);
            assertThat(all.mixed()).isCloseTo(operations, near);
            assertThat(counted.wraps() + counted.morePayments())
                    .isGreaterThanOrEqualTo(payments - operations * 1e-9);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_load_that_is_none_names_its_option(double operations) {
        assertThatThrownBy(() -> Demand.ofSendsAndOpens(operations, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be > 0: --ops=");
        assertThatThrownBy(() -> Demand.ofAllOperations(operations, 0))
                .hasMessageStartingWith("must be > 0: --ops=");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void payments_that_are_none_name_their_option(double payments) {
        assertThatThrownBy(() -> Demand.ofSendsAndOpens(1, payments))
                .hasMessageStartingWith("must be >= 0: --payments=");
    }
}
