package io.hongbao.packet.freerate;

import io.hongbao.calls.fleet.ReadyAnswer;
import io.hongbao.calls.fleet.ReadyListener;
import io.hongbao.calls.send.CallResult;
import io.hongbao.calls.send.CallResult.Response;
import io.hongbao.contracts.overload.PaymentTrouble;
import io.hongbao.contracts.routing.Instance;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How badly payments go in all pay services: the mean of what they tell. One that was ready and
 * says nothing counts as full trouble, until the others have had the time to serve its users; one
 * that says that it leaves does not count. When none counts, that is full trouble. Follows from the
 * last answers alone, so that all who ask agree.
 */
final class FleetTrouble implements ReadyListener {

    /** Each is asked several times as often; afterwards its silence counts. */
    static final Duration BELIEVED = Duration.ofSeconds(2);

    /** After so long its users are served by others, or nobody is left. */
    static final Duration MISSED = Duration.ofSeconds(10);

    /** Who was not asked for so long is not listed any more. */
    static final Duration LISTED = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(FleetTrouble.class);

    private final LongSupplier nanoTime;
    private final Map<Instance, Told> told = new HashMap<>();
    private volatile int level;

    /**
     * What is known of one instance.
     *
     * @param expected it was ready when it answered last
     */
    private record Told(boolean expected, int level, long answeredAt, long askedAt) {}

    FleetTrouble(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** 0 to {@link PaymentTrouble#MAX}; 0 when no pay service is listed. */
    int level() {
        return level;
    }

    @Override
    public synchronized void answered(Instance instance, CallResult result) {
        long now = nanoTime.getAsLong();
        Told before = told.getOrDefault(instance, new Told(false, PaymentTrouble.MAX, now, now));
        told.put(instance, after(before, result, now));
        told.values().removeIf(last -> now - last.askedAt() > LISTED.toNanos());
        int levelNow = level(now);
        if (levelNow != level) {
            log.info("payment trouble of all: level={} before={}", levelNow, level);
            level = levelNow;
        }
    }

    private static Told after(Told before, CallResult result, long now) {
        return switch (ReadyAnswer.of(result)) {
            case READY -> new Told(true, told(result), now, now);
            case NOT_READY -> new Told(false, PaymentTrouble.MAX, now, now);
            case REFUSED, SILENT ->
                    new Told(before.expected(), before.level(), before.answeredAt(), now);
        };
    }

    private static int told(CallResult result) {
        return result instanceof Response ready
                ? PaymentTrouble.told(ready.headers().get(PaymentTrouble.HEADER))
                : PaymentTrouble.MAX;
    }

    private int level(long now) {
        int sum = 0;
        int counted = 0;
        for (Told last : told.values()) {
            long silent = now - last.answeredAt();
            if (last.expected() && silent <= MISSED.toNanos()) {
                sum += silent <= BELIEVED.toNanos() ? last.level() : PaymentTrouble.MAX;
                counted++;
            }
        }
        return counted == 0 ? PaymentTrouble.MAX : Math.ceilDiv(sum, counted);
    }
}
