package io.hongbao.calls.fleet;

import io.hongbao.contracts.routing.Instance;
import java.util.concurrent.CompletableFuture;

/** Asks one instance whether it is ready. */
@FunctionalInterface
interface AskReady {

    /** Answers within {@link FleetSettings#probeMax}; throws for nothing that the network does. */
    CompletableFuture<ReadyAnswer> ask(Instance instance);
}
