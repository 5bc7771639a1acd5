package io.hongbao.local.load;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every call of a load, as it ended; bounded by the load's pace and time. */
public final class CallHistory {

    private final Queue<LoadCall> calls = new ConcurrentLinkedQueue<>();

    void add(LoadCall call) {
        calls.add(call);
    }

    public List<LoadCall> all() {
        return List.copyOf(calls);
    }
}
