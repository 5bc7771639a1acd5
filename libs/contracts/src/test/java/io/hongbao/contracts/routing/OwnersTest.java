package io.hongbao.contracts.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who owns the tables of a SET, tried for all tables of 1,000 SETs. */
class OwnersTest {

    private static final int SETS = 1_000;
    private static final int OWNERS_MAX = 2;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8, 16})
    void a_set_has_at_most_so_many_owners_however_many_instances_there_are(int count) {
        List<Instance> instances = instances(count);

        for (SetId set : sets()) {
            List<Instance> ofSet = Owners.ofSet(set, "a", instances, OWNERS_MAX);
            assertThat(ofSet).hasSize(Math.min(OWNERS_MAX, count)).doesNotHaveDuplicates();
            for (TablePlace place : tables(set)) {
                List<Instance> ranked = Owners.ofTable(place, "a", instances, OWNERS_MAX);
                assertThat(ranked).containsExactlyInAnyOrderElementsOf(instances);
                assertThat(ranked.subList(0, ofSet.size()))
                        .containsExactlyInAnyOrderElementsOf(ofSet);
            }
        }
    }

    @Test
    void every_process_says_the_same_whatever_the_order_of_its_list() {
        List<Instance> instances = instances(5);
        var shuffled = new ArrayList<>(instances);

        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            for (TablePlace place : tables(new SetId(seed))) {
                assertThat(Owners.ofTable(place, "a", shuffled, OWNERS_MAX))
                        .as("seed %d", seed)
                        .isEqualTo(Owners.ofTable(place, "a", instances, OWNERS_MAX));
            }
        }
    }

    @Test
    void tables_are_spread_evenly_over_instances() {
        List<Instance> instances = instances(4);
        var owned = new HashMap<Instance, Integer>();

        everyTable().forEach(place -> owned.merge(owner(place, instances), 1, Integer::sum));

        assertThat(owned).hasSize(4);
        assertThat(owned.values()).allMatch(tables -> tables > 2_200 && tables < 2_800);
    }

    @Test
    void the_owners_of_a_set_divide_its_tables_in_halves_on_the_whole() {
        List<Instance> instances = instances(4);
        var ofFirst = new ArrayList<Integer>();

        for (SetId set : sets()) {
            Instance first = Owners.ofSet(set, "a", instances, OWNERS_MAX).getFirst();
            ofFirst.add(
                    (int)
                            tables(set).stream()
                                    .filter(place -> owner(place, instances).equals(first))
                                    .count());
        }

        assertThat(ofFirst.stream().mapToInt(Integer::intValue).average().orElseThrow())
                .isBetween(4.7, 5.3);
    }

    @Test
    void an_instance_that_leaves_moves_only_tables_of_its_sets_and_they_stay_with_their_owners() {
        List<Instance> before = instances(6);

        for (Instance leaving : before) {
            List<Instance> after = before.stream().filter(one -> !one.equals(leaving)).toList();
            requireLittleMovement(before, after);
        }
    }

    @Test
    void an_instance_that_comes_moves_only_tables_of_sets_that_it_comes_to_own() {
        List<Instance> all = instances(7);

        requireLittleMovement(all.subList(0, 6), all);
    }

    /** A SET whose owners stay moves nothing; else a table stays or goes to the owner that came. */
    private static void requireLittleMovement(List<Instance> before, List<Instance> after) {
        for (SetId set : sets()) {
            Set<Instance> owners = Set.copyOf(Owners.ofSet(set, "a", before, OWNERS_MAX));
            var came = new HashSet<>(Owners.ofSet(set, "a", after, OWNERS_MAX));
            came.removeAll(owners);
            assertThat(came.size()).isLessThanOrEqualTo(1);
            for (TablePlace place : tables(set)) {
                Instance owner = owner(place, before);
                Instance then = owner(place, after);
                boolean stays = Owners.ofSet(set, "a", after, OWNERS_MAX).contains(owner);
                if (!then.equals(owner) && stays) {
                    assertThat(came).contains(then);
                }
                if (came.isEmpty()) {
                    assertThat(then).isEqualTo(owner);
                }
            }
        }
    }

    @Test
    void who_takes_over_from_a_dead_owner_is_whom_a_call_is_repeated_to() {
        List<Instance> before = instances(5);

        for (TablePlace place : everyTable()) {
            List<Instance> ranked = Owners.ofTable(place, "a", before, OWNERS_MAX);
            List<Instance> after =
                    before.stream().filter(one -> !one.equals(ranked.getFirst())).toList();
            // The other owner stays one; the owner that comes is the next in rank.
            assertThat(Owners.ofSet(place.set(), "a", after, OWNERS_MAX))
                    .containsExactlyInAnyOrderElementsOf(ranked.subList(1, OWNERS_MAX + 1));
        }
    }

    @Test
    void instances_in_the_zone_of_the_set_are_its_owners() {
        var instances = new ArrayList<>(instances(4));
        instances.add(new Instance("http://10.0.1.1:8081", "b"));
        instances.add(new Instance("http://10.0.1.2:8081", "b"));

        for (TablePlace place : everyTable()) {
            assertThat(Owners.ofTable(place, "b", instances, OWNERS_MAX).subList(0, 2))
                    .allMatch(instance -> instance.zone().equals("b"));
        }
    }

    @Test
    void more_owners_than_instances_is_all_instances() {
        List<Instance> instances = instances(3);
        Map<Instance, Integer> owned = new HashMap<>();

        everyTable()
                .forEach(place ->
                        owned.merge(
                                Owners.ofTable(place, "a", instances, 10).getFirst(),
                                1,
                                Integer::sum));

        assertThat(owned).hasSize(3);
    }

    private static Instance owner(TablePlace place, List<Instance> instances) {
        return Owners.ofTable(place, "a", instances, OWNERS_MAX).getFirst();
    }

    private static List<SetId> sets() {
        var sets = new ArrayList<SetId>();
        for (int set = 0; set < SETS; set++) {
            sets.add(new SetId(set));
        }
        return sets;
    }

    private static List<TablePlace> everyTable() {
        return sets().stream().flatMap(set -> tables(set).stream()).toList();
    }

    private static List<TablePlace> tables(SetId set) {
        var places = new ArrayList<TablePlace>();
        for (int table = 0; table < OrderNumber.TABLES; table++) {
            places.add(new TablePlace(set, table));
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
