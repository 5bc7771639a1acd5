package io.hongbao.calls.fleet;

import io.hongbao.calls.send.Call;
import io.hongbao.calls.send.CallResult;
import io.hongbao.calls.send.InstanceClient;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.serving.ready.ReadyFilter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Asks an instance whether it is ready, on the port where the calls go: what answers there can be
 * called there.
 */
final class AskReady {

    private static final Call READY = new Call("GET", ReadyFilter.PATH, Map.of(), new byte[0]);

    private final InstanceClient client;
    private final Duration atMost;

    AskReady(InstanceClient client, Duration atMost) {
        this.client = client;
        this.atMost = atMost;
    }

    /** Answers within {@link FleetSettings#probeMax}; fails for nothing that the network does. */
    CompletableFuture<CallResult> ask(Instance instance) {
        return client.ask(instance, READY, atMost);
    }
}
