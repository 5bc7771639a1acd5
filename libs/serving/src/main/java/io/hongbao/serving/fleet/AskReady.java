package io.hongbao.serving.fleet;

import io.hongbao.contracts.routing.Instance;

/** Asks one instance whether it is ready. */
@FunctionalInterface
interface AskReady {

    /** Answers within {@link FleetSettings#probeMax}; throws for nothing that the network does. */
    ReadyAnswer ask(Instance instance);
}
