package io.hongbao.packet.momentapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hongbao.contracts.money.Money;
import io.hongbao.packet.moment.MomentDraft;
import io.hongbao.serving.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckMomentTest {

    private static final Duration LIFETIME = Duration.ofDays(3);

    private final CheckMoment checkMoment =
            new CheckMoment(new MomentSettings(20_000, 64, 256, LIFETIME));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            nullValues = "none",
            textBlock =
                    """
                    from | to    | text length | ref length | field
                    none | 1     | 1           | 1          | fromFen
                    0    | 1     | 1           | 1          | fromFen
                    1    | none  | 1           | 1          | toFen
                    2    | 1     | 1           | 1          | toFen
                    1    | 20001 | 1           | 1          | toFen
                    1    | 1     | 65          | 1          | text
                    1    | 1     | 1           | none       | contentRef
                    1    | 1     | 1           | 0          | contentRef
                    1    | 1     | 1           | 257        | contentRef
                    0    | 0     | 65          | 0          | fromFen
                    """)
    void the_first_field_that_breaks_a_rule_is_named(
            Long from, Long to, int textLength, Integer refLength, String field) {
        var request =
                new PostRequest(
                        from,
                        to,
                        "日".repeat(textLength),
                        refLength == null ? null : "~".repeat(refLength));

        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> checkMoment.check(request));

        assertThat(refused.body().members()).containsEntry("field", field);
    }

    @Test
    void a_moment_at_all_its_limits_is_taken() {
        String text = "😀".repeat(64);
        String contentRef = "~".repeat(256);

        MomentDraft draft = checkMoment.check(new PostRequest(1L, 20_000L, text, contentRef));

        assertThat(draft)
                .isEqualTo(
                        new MomentDraft(
                                new Money(1), new Money(20_000), text, contentRef, LIFETIME));
    }

    @Test
    void without_a_text_it_is_empty() {
        assertThat(checkMoment.check(new PostRequest(5L, 5L, null, "a")).text()).isEmpty();
    }

    @Test
    void letters_that_a_name_of_content_cannot_have_are_refused() {
        for (String contentRef : new String[] {"a b", "日", "a\n", "\u007f"}) {
            assertThatThrownBy(() -> checkMoment.check(new PostRequest(1L, 1L, "", contentRef)))
                    .hasMessageContaining("must be 1 to 256 visible ASCII characters");
        }
        assertThatThrownBy(() -> checkMoment.check(new PostRequest(1L, 1L, "a\u0000", "a")))
                .hasMessageContaining("must have no control characters");
    }
}
