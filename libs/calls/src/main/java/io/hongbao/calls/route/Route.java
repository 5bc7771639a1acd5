package io.hongbao.calls.route;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.serving.problem.ProblemException;
import java.util.List;

/**
 * Who may serve a call. One without an instance is refused as {@code overloaded}.
 *
 * @param candidates the owner first, then who takes over
 * @param scope what the call is about (a SET, a wallet slot): an instance that did not answer about
 *     one may be well with another
 */
public record Route(List<Instance> candidates, String scope, CallTimes times) {

    public Route {
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw ProblemException.of(
                    ProblemCode.OVERLOADED, "No instance is known; the same call again is safe");
        }
    }

    /** The same way with other times: the rest of a budget, for one. */
    public Route within(CallTimes other) {
        return new Route(candidates, scope, other);
    }
}
