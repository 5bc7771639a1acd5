package io.hongbao.contracts.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutingTest {

    private static final IdempotencyKey KEY = new IdempotencyKey("k");

    @Test
    void every_place_has_one_owner_and_the_load_is_even() {
        List<Instance> instances = instances(4);
        var owned = new HashMap<Instance, Integer>();

        places().forEach(place ->
                owned.merge(Owners.ranked(place, "a", instances).getFirst(), 1, Integer::sum));

        assertThat(owned).hasSize(4);
        assertThat(owned.values()).allMatch(places -> places > 400 && places < 600);
    }

    @Test
    void an_instance_that_leaves_hands_on_only_what_it_owned() {
        List<Instance> before = instances(4);
        Instance leaving = before.get(2);
        List<Instance> after = before.stream().filter(one -> !one.equals(leaving)).toList();

        for (String place : places()) {
            List<Instance> ranked = Owners.ranked(place, "a", before);
            Instance heir = ranked.getFirst().equals(leaving) ? ranked.get(1) : ranked.getFirst();
            assertThat(Owners.ranked(place, "a", after).getFirst()).isEqualTo(heir);
        }
    }

    @Test
    void instances_of_the_zone_come_first_whatever_the_order_of_the_list() {
        var instances = new ArrayList<>(instances(4));
        instances.add(new Instance("http://b:1", "b"));

        assertThat(Owners.ranked("000/0", "b", instances).getFirst().zone()).isEqualTo("b");
        assertThat(Owners.ranked("000/0", "b", instances.reversed()))
                .isEqualTo(Owners.ranked("000/0", "b", instances));
    }

    @Test
    void wraps_spread_by_weight_and_come_back_to_the_same_place() {
        Map<SetId, Integer> weights = new LinkedHashMap<>();
        weights.put(new SetId(0), 100);
        weights.put(new SetId(1), 300);
        weights.put(new SetId(2), 0);
        var chosen = new HashMap<SetId, Integer>();

        for (int user = 1; user <= 20_000; user++) {
            List<TablePlace> places = WrapPlaces.ranked(new UserId(user), KEY, weights);
            assertThat(places).hasSize(2);
            chosen.merge(places.getFirst().set(), 1, Integer::sum);
        }

        assertThat(chosen.getOrDefault(new SetId(1), 0) / 20_000.0).isCloseTo(0.75, within(0.02));
        assertThat(chosen).doesNotContainKey(new SetId(2));
    }

    @Test
    void a_new_set_takes_wraps_and_moves_no_other() {
        Map<SetId, Integer> before = Map.of(new SetId(0), 100, new SetId(1), 100);
        Map<SetId, Integer> after = Map.of(new SetId(0), 100, new SetId(1), 100, new SetId(2), 100);
        for (int user = 1; user <= 5_000; user++) {
            TablePlace first = WrapPlaces.ranked(new UserId(user), KEY, before).getFirst();
            TablePlace then = WrapPlaces.ranked(new UserId(user), KEY, after).getFirst();
            assertThat(then.set()).isIn(first.set(), new SetId(2));
        }
    }

    @Test
    void partitions_hold_contiguous_ranges_of_slots() {
        int last = 0;
        for (int slot = 0; slot < WalletSlot.COUNT; slot++) {
            int partition = Topics.partitionOf(new WalletSlot(slot));
            assertThat(partition).isBetween(last, last + 1).isLessThan(Topics.PARTITIONS);
            last = partition;
        }
        assertThat(last).isEqualTo(Topics.PARTITIONS - 1);
        assertThat(WalletSlot.of(new UserId(1049))).isEqualTo(new WalletSlot(49));
    }

    private static List<String> places() {
        var places = new ArrayList<String>();
        for (int set = 0; set < 200; set++) {
            for (int table = 0; table < 10; table++) {
                places.add(new TablePlace(new SetId(set), table).toString());
            }
        }
        return places;
    }

    private static List<Instance> instances(int count) {
        var instances = new ArrayList<Instance>();
        for (int i = 0; i < count; i++) {
            instances.add(new Instance("http://10.0.0." + i + ":8081", "a"));
        }
        return List.copyOf(instances);
    }
}
