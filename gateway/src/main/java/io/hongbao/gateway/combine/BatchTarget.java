package io.hongbao.gateway.combine;

import io.hongbao.contracts.routing.Instance;

/**
 * Where the items of one lane go.
 *
 * @param scope the SET, and for payments a part of the users with it: a hung one must not hold the
 *     answers of another
 */
record BatchTarget(Instance instance, String scope) {

    /** For metrics and threads. */
    String laneName() {
        return instance.hostAndPort() + "/" + scope;
    }
}
