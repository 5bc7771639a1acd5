package io.hongbao.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.bench.check.Databases.Sum;
import io.hongbao.bench.check.RunCheck.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutcomeTest {

    private static final Sum TOLD = new Sum(10, 200);

    /**
     * A row more than acknowledged is an open whose answer was an error: the invariants judge it.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    rows | rows fen | credits | credits fen | invariants | clean
                    10   | 200      | 10      | 200         | true       | true
                    11   | 220      | 11      | 220         | true       | true
                    10   | 200      | 10      | 200         | false      | false
                    10   | 200      | 10      | 201         | true       | false
                    10   | 200      | 9       | 200         | true       | false
                    9    | 200      | 9       | 200         | true       | false
                    10   | 199      | 10      | 199         | true       | false
                    """)
    void a_fen_or_a_row_that_is_missing_is_found(
            long rows,
            long rowsFen,
            long credits,
            long creditsFen,
            boolean invariants,
            boolean clean) {
        var outcome =
                new Outcome(
                        TOLD, new Sum(rows, rowsFen), new Sum(credits, creditsFen), invariants, "");

        assertThat(outcome.clean()).isEqualTo(clean);
    }
}
