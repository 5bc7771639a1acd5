package io.hongbao.packet.wrap;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.UserId;
import io.hongbao.serving.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckWrapTest {

    private final CheckWrap checkWrap =
            new CheckWrap(
                    new WrapSettings(
                            20_000,
                            500,
                            2_000_000,
                            64,
                            Duration.ofHours(24),
                            Duration.ofMinutes(15),
                            100));

    @ParameterizedTest
    @CsvSource({"LUCKY, on average", "EQUAL, each", "EXCLUSIVE, each"})
    void a_total_that_is_too_large_says_what_the_limit_of_a_share_limits(
            PacketKind kind, String what) {
        var request = new WrapRequest(kind, 40_002L, 2, "", List.of(new UserId(1), new UserId(2)));

        assertThatThrownBy(() -> checkWrap.check(request))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(
                        "must be 2 to 40000 fen for 2 shares, of 20000 fen at most %s: totalFen=40002",
                        what);
    }

    @Test
    void what_is_paid_to_see_a_moment_is_wrapped_by_nobody() {
        var request = new WrapRequest(PacketKind.VIEW, 100L, 1, "", List.of(new UserId(1)));

        assertThatThrownBy(() -> checkWrap.check(request))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("must be LUCKY, EQUAL or EXCLUSIVE: kind=VIEW");
    }
}
