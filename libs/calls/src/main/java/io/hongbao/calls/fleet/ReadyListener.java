package io.hongbao.calls.fleet;

import io.hongbao.calls.send.CallResult;
import io.hongbao.contracts.routing.Instance;

/** Hears what the instances of a service answer when they are asked whether they are ready. */
@FunctionalInterface
public interface ReadyListener {

    /**
     * Called once for each question, answered or not: of each instance that is listed, at every
     * interval, in order. By threads of the network, of several instances at once: must not wait.
     */
    void answered(Instance instance, CallResult result);
}
