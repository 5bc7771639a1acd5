package io.hongbao.bench.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.bench.load.Verdict;
import io.hongbao.bench.storm.OverloadResult.HeapGrowth;
import io.hongbao.bench.storm.OverloadResult.OverloadPhases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Storms that were made up: 5 s of half of the peak, 10 s of the storm, 15 s after it. */
final class OverloadVerdictTest {

    private static final int HALF = 5;
    private static final int STORM = 10;
    private static final int AFTER = 15;
    private static final int ALL = HALF + STORM + AFTER;
    private static final int PARTS = CallSeries.PARTS;
    private static final int STORM_FROM = HALF * PARTS;
    private static final int STORM_TO = (HALF + STORM) * PARTS;
    private static final int END = ALL * PARTS;
    private static final long PART_NANOS = 1_000_000_000L / PARTS;
    private static final long MILLI = 1_000_000;
    private static final double PEAK = 1_000;
    private static final int CALLS_A_PART = 20;
    private static final HeapGrowth FLAT = new HeapGrowth(100L << 20, 110L << 20);

    private final Map<Integer, CallSeries> tiers = new TreeMap<>();
    private double peak = PEAK;
    private Map<String, HeapGrowth> heap = Map.of("gateway", FLAT);
    private boolean moneyClean = true;

    OverloadVerdictTest() {
        for (int tier = 1; tier <= 4; tier++) {
            var series = new CallSeries(Duration.ofSeconds(ALL));
            series.started(0);
            tiers.put(tier, series);
        }
    }

    @Test
    void a_storm_in_which_the_lower_tiers_are_refused_in_order_and_come_back_broke_nothing() {
        goodStorm();

        assertThat(broken()).isEmpty();
    }

    @Test
    void tier_1_must_be_answered_well() {
        goodStorm();
        answer(1, STORM_FROM, STORM_TO, "500 internal_error", 3);

        assertThat(broken()).singleElement().asString().startsWith("tier 1 answered well");
    }

    @Test
    void tier_1_alone_above_the_peak_need_not_all_be_answered_well() {
        goodStorm();
        answer(1, STORM_FROM, STORM_TO, "500 internal_error", 3);
        peak = PARTS * CALLS_A_PART;

        assertThat(broken()).isEmpty();
    }

    @Test
    void tier_1_must_not_be_much_slower_than_at_half_of_the_peak() {
        answer(1, 0, STORM_FROM, "", 10);
        answer(1, STORM_FROM, STORM_TO, "", 40);
        answer(1, STORM_TO, END, "", 10);
        lowerTiersRefusedFrom(STORM_FROM, STORM_FROM, STORM_FROM);

        assertThat(broken()).singleElement().asString().startsWith("tier 1's p99");
    }

    @Test
    void a_tier_must_not_be_refused_before_the_one_that_matters_less() {
        answer(1, 0, END, "", 10);
        lowerTiersRefusedFrom(STORM_FROM + 2, STORM_FROM + 4, STORM_FROM);

        assertThat(broken())
                .singleElement()
                .asString()
                .startsWith("tier 2 refused within 2 s, and not before tier 3");
    }

    @Test
    void lower_tiers_must_be_refused_within_two_seconds() {
        answer(1, 0, END, "", 10);
        lowerTiersRefusedFrom(STORM_FROM + 2 * PARTS + 1, STORM_FROM, STORM_FROM);

        assertThat(broken()).singleElement().asString().contains("tier 2 refused", "2.25 s");
    }

    @Test
    void a_tier_that_is_never_refused_was_not_refused_within_two_seconds() {
        answer(1, 0, END, "", 10);
        lowerTiersRefusedFrom(STORM_TO, STORM_FROM, STORM_FROM);

        assertThat(broken()).singleElement().asString().contains("tier 2 refused");
    }

    @Test
    void refusals_must_be_quick() {
        goodStorm();
        answer(4, STORM_FROM, STORM_TO, CallSeries.OVERLOADED, 30);

        assertThat(broken()).singleElement().asString().startsWith("refusals' p99");
    }

    @Test
    void a_tier_must_be_back_ten_seconds_after_the_storm() {
        goodButForTheLastTier();
        answer(4, STORM_FROM, STORM_TO + 11 * PARTS, CallSeries.OVERLOADED, 1);
        answer(4, STORM_TO + 11 * PARTS, END, "", 10);

        assertThat(broken()).singleElement().asString().contains("tier 4 back", "after 11 s");
    }

    @Test
    void a_tier_must_not_swing() {
        goodButForTheLastTier();
        answer(4, STORM_FROM, STORM_FROM + PARTS, CallSeries.OVERLOADED, 1);
        answer(4, STORM_FROM + PARTS, STORM_FROM + 2 * PARTS, "", 10);
        answer(4, STORM_FROM + 2 * PARTS, STORM_TO, CallSeries.OVERLOADED, 1);
        answer(4, STORM_TO, END, "", 10);

        assertThat(broken()).singleElement().asString().contains("tier 4 changes", "4 times");
    }

    @Test
    void heap_must_not_grow() {
        goodStorm();
        heap = Map.of("gateway", new HeapGrowth(100L << 20, 151L << 20));

        assertThat(broken()).singleElement().asString().startsWith("gateway keeps");
    }

    @Test
    void every_fen_must_be_where_it_belongs() {
        goodStorm();
        moneyClean = false;

        assertThat(broken()).containsExactly("every fen is where it belongs");
    }

    @Test
    void what_was_not_sent_was_offered_and_not_answered() {
        tier(1).unsent(0);

        assertThat(tier(1).failed(new Span(0, 1))).isEqualTo(1);
        assertThat(tier(1).failures(new Span(0, 1))).containsOnlyKeys(CallSeries.UNSENT);
    }

    private CallSeries tier(int number) {
        return Objects.requireNonNull(tiers.get(number));
    }

    private List<String> broken() {
        return OverloadVerdict.broken(
                new OverloadResult(
                        peak,
                        OverloadPhases.of(
                                Duration.ofSeconds(HALF),
                                Duration.ofSeconds(STORM),
                                Duration.ofSeconds(AFTER)),
                        tiers,
                        heap,
                        Map.of(),
                        moneyClean));
    }

    private void goodStorm() {
        answer(1, 0, END, "", 10);
        lowerTiersRefusedFrom(STORM_FROM + 2, STORM_FROM + 1, STORM_FROM);
    }

    /** The last tier is answered well until the storm; the test says what comes then. */
    private void goodButForTheLastTier() {
        answer(1, 0, END, "", 10);
        refusedFrom(STORM_FROM, 2);
        refusedFrom(STORM_FROM, 3);
        answer(4, 0, STORM_FROM, "", 10);
    }

    private void lowerTiersRefusedFrom(int secondTier, int thirdTier, int fourthTier) {
        refusedFrom(secondTier, 2);
        refusedFrom(thirdTier, 3);
        refusedFrom(fourthTier, 4);
    }

    /** Of a tier that is answered well before, and after the storm. */
    private void refusedFrom(int part, int tier) {
        answer(tier, 0, part, "", 10);
        answer(tier, part, STORM_TO, CallSeries.OVERLOADED, 1);
        answer(tier, STORM_TO, END, "", 10);
    }

    /** The same answer to all that are due in these parts; an empty reason for a good one. */
    private void answer(int tier, int fromPart, int toPart, String reason, long ms) {
        CallSeries series = tier(tier);
        Verdict verdict = reason.isEmpty() ? Verdict.ACKNOWLEDGED : Verdict.failed(reason);
        for (int part = fromPart; part < toPart; part++) {
            for (int call = 0; call < CALLS_A_PART; call++) {
                long due = part * PART_NANOS + call;
                series.sent(due, due);
                series.done(verdict, due, due + ms * MILLI);
            }
        }
    }
}
