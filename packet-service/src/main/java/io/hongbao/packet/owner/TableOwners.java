package io.hongbao.packet.owner;

import io.hongbao.calls.fleet.LiveInstances;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.contracts.routing.Owners;
import io.hongbao.contracts.routing.TablePlace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which SETs and tables are this instance's to look after, among the instances that live now: what
 * a dead one looked after is another's within seconds. Correctness does not depend on it.
 *
 * <p>An instance that does not know its own name, or of no instance at all, looks after everything.
 */
public final class TableOwners {

    private final @Nullable String self;
    private final int ownersOfASet;
    private final LiveInstances instances;

    public TableOwners(@Nullable String self, int ownersOfASet, LiveInstances instances) {
        this.self = self;
        this.ownersOfASet = ownersOfASet;
        this.instances = instances;
    }

    /** Whether this instance comes first for the table. */
    public boolean owns(SetEntry set, int table) {
        List<Instance> now = instances.now();
        return isAlone(now) || isSelf(owner(set, table, now));
    }

    /** Whether this instance is one of the owners of the SET: nobody else needs a connection. */
    public boolean serves(SetEntry set) {
        List<Instance> now = instances.now();
        return isAlone(now)
                || Owners.ofSet(set.id(), set.zone(), now, ownersOfASet).stream()
                        .anyMatch(this::isSelf);
    }

    /**
     * Whom to ask about a table instead of connecting to its SET: its owner. Empty when this
     * instance is one of the SET's owners itself.
     */
    public Optional<Instance> otherOwner(SetEntry set, int table) {
        return serves(set) ? Optional.empty() : Optional.of(owner(set, table, instances.now()));
    }

    private Instance owner(SetEntry set, int table, List<Instance> now) {
        return Owners.ofTable(new TablePlace(set.id(), table), set.zone(), now, ownersOfASet)
                .getFirst();
    }

    private boolean isAlone(List<Instance> now) {
        return self == null || now.isEmpty();
    }

    private boolean isSelf(Instance instance) {
        return instance.url().equals(self);
    }
}
