package io.hongbao.calls.route;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.serving.problem.ProblemException;
import java.time.Duration;
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

    /** The same with the rest of its budget. */
    public Route within(Duration left) {
        return new Route(candidates, scope, times.within(left));
    }
}
