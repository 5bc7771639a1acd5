package io.hongbao.packet.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.calls.fleet.LiveInstances;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.routing.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who looks after the tables of a SET, as four instances see it, each for itself. */
class TableOwnersTest {

    private static final SetEntry SET =
            new SetEntry(new SetId(7), "unused", "shenzhen", "a", 1, false);
    private static final int OWNERS_OF_A_SET = 2;

    private final List<Instance> all =
            IntStream.range(0, 4)
                    .mapToObj(i -> new Instance("http://10.0.0." + i + ":8081", "a"))
                    .toList();

    @Test
    void every_table_is_looked_after_by_one_instance_and_by_one_of_two() {
        assertThat(looksAfterEachTable(all)).containsOnly(1);
        assertThat(all.stream().filter(instance -> views(instance, all).serves(SET))).hasSize(2);
    }

    @Test
    void when_any_instance_dies_those_that_live_look_after_every_table() {
        for (Instance dead : all) {
            List<Instance> live = all.stream().filter(one -> !one.equals(dead)).toList();

            assertThat(looksAfterEachTable(live)).as("dead: %s", dead).containsOnly(1);
        }
    }

    @Test
    void who_is_no_owner_of_the_set_asks_the_tables_owner() {
        for (Instance instance : all) {
            TableOwners view = views(instance, all);
            for (int table = 0; table < OrderNumber.TABLES; table++) {
                var other = view.otherOwner(SET, table);
                assertThat(other.isEmpty()).isEqualTo(view.serves(SET));
                int asked = table;
                other.ifPresent(owner -> assertThat(views(owner, all).owns(SET, asked)).isTrue());
            }
        }
    }

    @Test
    void without_a_name_or_a_fleet_an_instance_looks_after_everything() {
        var nameless = new TableOwners(null, OWNERS_OF_A_SET, LiveInstances.of(all));
        var alone = views(all.getFirst(), List.of());

        for (TableOwners view : List.of(nameless, alone)) {
            assertThat(view.serves(SET)).isTrue();
            assertThat(IntStream.range(0, OrderNumber.TABLES)).allMatch(t -> view.owns(SET, t));
            assertThat(view.otherOwner(SET, 0)).isEmpty();
        }
    }

    /** How many instances look after each table. */
    private List<Integer> looksAfterEachTable(List<Instance> live) {
        var owners = new ArrayList<Integer>();
        for (int table = 0; table < OrderNumber.TABLES; table++) {
            int asked = table;
            owners.add(
                    (int)
                            live.stream()
                                    .filter(instance -> views(instance, live).owns(SET, asked))
                                    .count());
        }
        return owners;
    }

    private static TableOwners views(Instance self, List<Instance> live) {
        return new TableOwners(self.url(), OWNERS_OF_A_SET, LiveInstances.of(live));
    }
}
