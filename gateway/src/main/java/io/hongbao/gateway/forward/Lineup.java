package io.hongbao.gateway.forward;

import io.hongbao.contracts.routing.Instance;
import java.util.List;

/**
 * Who may serve a call.
 *
 * @param ranked the owner first, then who takes over
 * @param scope what the call is about (a SET, a wallet slot): an instance that was silent about one
 *     may be well with another
 */
public record Lineup(List<Instance> ranked, String scope) {

    public Lineup {
        ranked = List.copyOf(ranked);
        if (ranked.isEmpty()) {
            throw new IllegalArgumentException("must have an instance: scope=" + scope);
        }
    }
}
