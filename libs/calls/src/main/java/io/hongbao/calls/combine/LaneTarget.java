package io.hongbao.calls.combine;

import io.hongbao.contracts.routing.Instance;

/**
 * Where the calls of one lane go.
 *
 * @param scope the SET, and for payments a part of the users with it: a hung one must not hold the
 *     answers of another
 */
record LaneTarget(Instance instance, String scope) {

    /** For metrics. */
    String laneName() {
        return instance.hostAndPort() + "/" + scope;
    }
}
