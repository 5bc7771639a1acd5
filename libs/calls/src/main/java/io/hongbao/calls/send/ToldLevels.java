package io.hongbao.calls.send;

import io.hongbao.contracts.overload.AdmissionRank;
import io.hongbao.contracts.routing.Instance;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** How many ranks of calls each instance said last that it admits. */
public final class ToldLevels {

    /** Each is asked several times as often whether it is ready, and says it then. */
    private static final Duration BELIEVED = Duration.ofSeconds(2);

    private final LongSupplier nanoTime;

    /** Of instances that do not admit all: as many as there are, at most. */
    private final ConcurrentMap<Instance, Told> told = new ConcurrentHashMap<>();

    private record Told(int ranks, long atNanos) {}

    ToldLevels(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void heard(Instance instance, HttpHeaders answer) {
        int ranks = AdmissionRank.told(answer.get(AdmissionRank.HEADER));
        if (ranks < AdmissionRank.ALL) {
            told.put(instance, new Told(ranks, nanoTime.getAsLong()));
        } else if (!told.isEmpty()) {
            told.remove(instance);
        }
    }

    /** Whether anybody said lately that it does not admit all. */
    public boolean any() {
        return !told.isEmpty();
    }

    /** All, when it said nothing of the kind within the last two seconds. */
    public int admitted(Instance instance) {
        if (told.isEmpty()) {
            return AdmissionRank.ALL;
        }
        Told last = told.get(instance);
        return last == null || nanoTime.getAsLong() - last.atNanos() > BELIEVED.toNanos()
                ? AdmissionRank.ALL
                : last.ranks();
    }
}
