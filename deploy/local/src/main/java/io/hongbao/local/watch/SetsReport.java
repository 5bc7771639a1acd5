package io.hongbao.local.watch;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.suite.InstanceName;
import java.util.List;
import java.util.Optional;

/**
 * What one packet-service says about all SETs.
 *
 * @param refusal why the last change of the catalogue was not taken
 */
public record SetsReport(InstanceName instance, List<SetReport> sets, Optional<String> refusal) {

    public boolean has(SetId id) {
        return find(id).isPresent();
    }

    public boolean weighs(SetId id, int weight) {
        return find(id).filter(set -> set.weight().orElse(weight) == weight).isPresent();
    }

    public Optional<SetReport> find(SetId id) {
        return sets.stream().filter(set -> set.id().equals(id)).findFirst();
    }
}
