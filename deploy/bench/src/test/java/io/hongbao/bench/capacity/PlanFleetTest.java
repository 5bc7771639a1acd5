package io.hongbao.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hongbao.bench.capacity.FleetPlan.Limit;
import io.hongbao.bench.capacity.FleetPlan.Need;
import io.hongbao.local.program.Project;
import io.hongbao.testkit.cases.EveryCase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlanFleetTest {

    /** One zone, nothing spare, cores busy to the last: what is left is the pure division. */
    private static final Site BARE = new Site(1, 0, 1, 1, 1, 8);

    /** 26,000 opens, 10,000 wraps, 816,000 operations of the mix. */
    private static final Demand DEMAND = Demand.ofSendsAndOpens(36_000, 0);

    private static final Map<String, Double> MIX =
            Map.of(
                    "gateway", 50.0,
                    "packet-service", 5.0,
                    "pay-service", 2.0,
                    "ledger-consumer", 1.0,
                    "SETs", 3.0,
                    "wallets", 4.0,
                    "kafka", 0.5);

    private static final Map<String, Double> OPEN =
            Map.of("packet-service", 20.0, "SETs", 40.0, "ledger-consumer", 30.0, "wallets", 70.0);

    private static final UnitCosts COSTS =
            new UnitCosts(MIX, Map.of("gateway", 100.0, "pay-service", 60.0), OPEN, 1_000, 50);

    @Test
    void a_service_needs_the_cores_that_its_part_of_the_mix_keeps_busy() {
        FleetPlan plan = PlanFleet.of(DEMAND, BARE, COSTS);

        // 816,000 × 50 µs = 40.8 s of CPU in a second.
        assertThat(need(plan, "gateway").busyCores()).isCloseTo(40.8, within(1e-9));
        assertThat(need(plan, "gateway").machines()).isEqualTo(41);
        assertThat(need(plan, "packet service").machines()).isEqualTo(5);
        assertThat(need(plan, "pay service").machines()).isEqualTo(2);
        assertThat(need(plan, "ledger consumer").machines()).isEqualTo(1);
        assertThat(need(plan, "wallet shards").machines()).isEqualTo(4);
    }

    @Test
    void payments_beyond_the_mix_cost_what_a_wrap_with_its_payment_costs() {
        Demand more = Demand.ofSendsAndOpens(36_000, 110_000);

        FleetPlan plan = PlanFleet.of(more, BARE, COSTS);

        // 100,000 × 100 µs on top.
        assertThat(need(plan, "gateway").busyCores()).isCloseTo(50.8, within(1e-6));
        assertThat(need(plan, "pay service").busyCores()).isCloseTo(1.632 + 6, within(1e-6));
    }

    @Test
    void every_copy_of_a_record_costs_a_broker_the_same_and_there_are_three_at_least() {
        Need brokers = need(PlanFleet.of(DEMAND, BARE, COSTS), "Kafka brokers");

        assertThat(brokers.busyCores()).isCloseTo(3 * 0.408, within(1e-9));
        assertThat(brokers.machines()).isEqualTo(3);
    }

    @Test
    void sets_are_decided_by_cpu_or_by_lanes_whichever_needs_more() {
        var large = new Site(1, 0, 1, 1, 64, 8);

        Need byCpu = need(PlanFleet.of(DEMAND, BARE, COSTS), "SETs");
        Need byLanes = need(PlanFleet.of(DEMAND, large, costsOfOpen(20.0, 400.0, 70.0)), "SETs");

        // 816,000 × 3 µs = 2.4 cores; 46,000 changes × 60 µs = 2.8 s in 2 lanes.
        assertThat(byCpu.machines()).isEqualTo(3);
        assertThat(byCpu.because()).isEqualTo("CPU");
        // 46,000 changes × 420 µs = 19.3 s in 2 lanes.
        assertThat(byLanes.machines()).isEqualTo(10);
        assertThat(byLanes.because()).isEqualTo("lanes");
    }

    @Test
    void partitions_hold_what_one_thread_each_can_post() {
        FleetPlan plan = PlanFleet.of(DEMAND, BARE, COSTS);

        // 36,000 events × 100 µs = 3.6 s; a partition takes 10,000 a second, 20 take 200,000.
        assertThat(plan.partitions()).isEqualTo(4);
        Limit credits = limit(plan, "credits through 20 partitions");
        assertThat(credits.asked()).isCloseTo(36_000, within(1e-6));
        assertThat(credits.most()).isCloseTo(200_000, within(1e-6));
    }

    @Test
    void the_tightest_limit_is_the_first_bottleneck() {
        var slowCredits = costsOfOpen(20.0, 40.0, 20_000.0);

        assertThat(PlanFleet.of(DEMAND, BARE, slowCredits).firstBottleneck().name())
                .isEqualTo("credits through 20 partitions");
        assertThat(PlanFleet.of(DEMAND, BARE, slowCredits).firstBottleneck().used())
                .isGreaterThan(1);
    }

    @Test
    void bytes_count_once_a_hop_and_once_a_replica() {
        FleetPlan plan = PlanFleet.of(DEMAND, BARE, COSTS);

        assertThat(plan.networkBytes()).isCloseTo(816_000 * (1_000 + 2 * 50), within(1e-3));
    }

    @Test
    void more_load_or_more_spare_never_needs_less() {
        var every = new EveryCase();
        while (every.next()) {
            double operations = 1_000 * Math.pow(3, every.choose(0, 8));
            double payments = every.choose(0, 3) * 20_000;
            double spare = every.choose(0, 4) / 6.0;
            int zones = every.choose(1, 3);
            var site = new Site(zones, spare, 0.7, 8, 16, 10);
            var careful = new Site(zones, spare + 0.1, 0.7, 8, 16, 10);

            FleetPlan plan =
                    PlanFleet.of(Demand.ofSendsAndOpens(operations, payments), site, COSTS);
            FleetPlan more =
                    PlanFleet.of(Demand.ofSendsAndOpens(2 * operations, payments), site, COSTS);
            FleetPlan spared =
                    PlanFleet.of(Demand.ofSendsAndOpens(operations, payments), careful, COSTS);

            assertNotLess(more, plan);
            assertNotLess(spared, plan);
            assertThat(plan.needs()).allMatch(need -> need.machines() % zones == 0);
            assertThat(plan.limits())
                    .isSortedAccordingTo((a, b) -> Double.compare(b.used(), a.used()));
        }
    }

    @Test
    void the_text_says_what_is_needed_and_what_ends_first() {
        List<String> text = PlanText.of(DEMAND, BARE, COSTS, List.of("on 2 cores"));

        assertThat(text).anyMatch(line -> line.matches(" +gateway +40\\.8 +41 +1 +CPU"));
        assertThat(text).anyMatch(line -> line.contains("26,000 opens, 10,000 wraps"));
        assertThat(text.getLast()).startsWith("First bottleneck: ");
    }

    @Test
    void a_spare_part_smaller_than_a_zone_is_told() {
        var risky = new Site(3, 0.3, 0.7, 8, 16, 10);
        var safe = new Site(3, 1.0 / 3, 0.7, 8, 16, 10);

        assertThat(PlanText.of(DEMAND, risky, COSTS, List.of()))
                .anyMatch(line -> line.contains("a zone that fails is not covered"));
        assertThat(PlanText.of(DEMAND, safe, COSTS, List.of()))
                .noneMatch(line -> line.contains("not covered"));
    }

    @Test
    void lanes_and_owners_are_those_of_the_settings_by_default() throws IOException {
        String page = Files.readString(Project.find().resolve("docs/OPERATING.md"));

        assertThat(page)
                .containsPattern(
                        "`hongbao\\.sets\\.lanes`[^|]*\\| " + PlanFleet.LANES_OF_AN_OWNER + ",")
                .containsPattern(
                        "`hongbao\\.fleet\\.owners-of-a-set` \\| "
                                + PlanFleet.OWNERS_OF_A_SET
                                + " \\|");
    }

    private static void assertNotLess(FleetPlan more, FleetPlan plan) {
        assertThat(more.needs())
                .allMatch(need -> need.machines() >= need(plan, need.part()).machines());
        assertThat(more.partitions()).isGreaterThanOrEqualTo(plan.partitions());
    }

    private static UnitCosts costsOfOpen(double packet, double sets, double wallets) {
        var open = new HashMap<>(OPEN);
        open.put("packet-service", packet);
        open.put("SETs", sets);
        open.put("wallets", wallets);
        return new UnitCosts(MIX, Map.of(), open, 1_000, 50);
    }

    private static Need need(FleetPlan plan, String part) {
        return plan.needs().stream()
                .filter(need -> need.part().equals(part))
                .findFirst()
                .orElseThrow();
    }

    private static Limit limit(FleetPlan plan, String name) {
        return plan.limits().stream()
                .filter(limit -> limit.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
