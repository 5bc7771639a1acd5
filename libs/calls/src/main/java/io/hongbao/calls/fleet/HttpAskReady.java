package io.hongbao.calls.fleet;

import io.hongbao.calls.send.Call;
import io.hongbao.calls.send.CallFailure;
import io.hongbao.calls.send.CallResult;
import io.hongbao.calls.send.InstanceClient;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.serving.ready.ReadyFilter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks over HTTP, on the port where the calls go: what answers there can be called there. */
final class HttpAskReady implements AskReady {

    private static final Call READY = new Call("GET", ReadyFilter.PATH, Map.of(), new byte[0]);

    private final InstanceClient client;
    private final Duration atMost;

    HttpAskReady(InstanceClient client, Duration atMost) {
        this.client = client;
        this.atMost = atMost;
    }

    @Override
    public CompletableFuture<ReadyAnswer> ask(Instance instance) {
        return client.ask(instance, READY, atMost).thenApply(HttpAskReady::meaning);
    }

    private static ReadyAnswer meaning(CallResult reply) {
        return switch (reply) {
            case CallResult.Response answered ->
                    answered.status() == ReadyFilter.READY
                            ? ReadyAnswer.READY
                            : ReadyAnswer.NOT_READY;
            case CallResult.Failure(CallFailure reason) ->
                    switch (reason) {
                        case UNREACHABLE -> ReadyAnswer.REFUSED;
                        case BROKEN, TIMED_OUT -> ReadyAnswer.SILENT;
                    };
        };
    }
}
