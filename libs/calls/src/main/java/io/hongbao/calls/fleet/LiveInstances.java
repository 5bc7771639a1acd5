package io.hongbao.calls.fleet;

import io.hongbao.contracts.routing.Instance;
import java.util.List;

/** Which instances of a service are worth asking. */
public interface LiveInstances {

    /**
     * Those that are listed and said a moment ago that they are ready; all that are listed while
     * none does. The same list object until something changes; costs nothing to ask.
     */
    List<Instance> now();

    /** Always these. */
    static LiveInstances of(List<Instance> instances) {
        List<Instance> fixed = List.copyOf(instances);
        return () -> fixed;
    }
}
