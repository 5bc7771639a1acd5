package io.hongbao.bench.moments;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.bench.moments.MomentsSeries.What;
import io.hongbao.contracts.id.UserId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.MissingNode;

final class MomentsVerdictTest {

    private static final int VIEWS_A_SECOND = 100;

    /** Free views in a hundred, by phase. */
    private final int[] free = {10, 60, 100, 10};

    /** From which second of the last phase its free part is that. */
    private int backAfter = 40;

    private long chargedTwice;
    private boolean moneyClean = true;
    private List<String> single = List.of();
    private List<MomentView> views = List.of();

    private List<String> broken() {
        var series = new MomentsSeries(MomentPhase.seconds());
        for (int at = 0; at < MomentPhase.ALL.size(); at++) {
            MomentPhase phase = MomentPhase.ALL.get(at);
            for (int second = phase.from(); second < phase.to(); second++) {
                boolean notBack = at == 3 && second < phase.from() + backAfter;
                second(series, second, notBack ? 100 : free[at]);
            }
        }
        return MomentsVerdict.broken(
                new MomentsResult(series, Map.of(), views, single, chargedTwice, moneyClean));
    }

    private static void second(MomentsSeries series, int second, int freeViews) {
        for (int view = 0; view < VIEWS_A_SECOND; view++) {
            series.add(What.VIEWS, second);
            series.add(view < freeViews ? What.FREE : What.PAYMENT_CALLS, second);
        }
    }

    @Test
    void all_holds_when_the_free_part_follows_and_falls_back() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void one_view_in_a_hundred_may_be_refused_and_no_more() {
        views = Stream.concat(views(200, 99), views(503, 1)).toList();
        assertThat(broken()).isEmpty();

        views = Stream.concat(views(200, 98), views(503, 2)).toList();
        assertThat(broken()).containsExactly("views decided >= 99 %: 98 of 100");
    }

    private static Stream<MomentView> views(int status, int count) {
        var answer = new MomentsClient.Answer(status, MissingNode.getInstance());
        return Stream.generate(() -> new MomentView(new UserId(1), "m", answer, List.of()))
                .limit(count);
    }

    @Test
    void the_free_part_must_follow() {
        free[1] = 30;
        free[2] = 70;

        assertThat(broken())
                .containsExactly(
                        "60 % fail: free from 10 s on >= 0.40: 0.30",
                        "all fail: free from 10 s on >= 0.90: 0.70",
                        "payment calls a view while all fail <= 0.3 of 0.90: 0.30");
    }

    @Test
    void the_free_part_must_be_back_within_a_minute() {
        backAfter = 80;

        assertThat(broken())
                .containsExactly("free 60 s after payments succeed again <= 0.10 + 0.08: 1.00");
    }

    @Test
    void nothing_may_be_wrong_of_single_views_and_of_the_money() {
        chargedTwice = 1;
        moneyClean = false;
        single = List.of("not seen again");

        assertThat(broken())
                .containsExactly(
                        "not seen again",
                        "no view is charged twice",
                        "every fen is where it belongs");
    }
}
