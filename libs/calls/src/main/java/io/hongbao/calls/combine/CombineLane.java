package io.hongbao.calls.combine;

import io.hongbao.calls.send.Call;
import io.hongbao.calls.send.CallFailure;
import io.hongbao.calls.send.CallProblems;
import io.hongbao.calls.send.CallResult;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.lanes.lane.LaneMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * What waits for one target. Everything but {@link #submit} runs on one event loop, which takes all
 * that has come since the last sending, but waits a moment after that: so batches grow with the
 * load.
 */
final class CombineLane<A> {

    private static final Logger log = LoggerFactory.getLogger(CombineLane.class);

    private static final long LOOK_MILLIS = 10;
    private static final int OK = 200;

    /** Told of a call that its instance did not answer. */
    interface NotAnsweredListener<A> {
        void notAnswered(PendingCall<A> pending, Instance tried, CallFailure reason);
    }

    private final CombineKind<A> kind;
    private final LaneTarget target;
    private final CombineContext context;
    private final NotAnsweredListener<A> listener;
    private final ScheduledExecutorService loop;
    private final LaneMetrics metrics;
    private final int itemsMax;

    private final Queue<PendingCall<A>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicBoolean drainSoon = new AtomicBoolean();

    // Of the event loop alone.
    private final Set<List<PendingCall<A>>> inFlight =
            Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean looking;
    private boolean lingering;
    private long sentNanos;

    CombineLane(
            CombineKind<A> kind,
            LaneTarget target,
            CombineContext context,
            NotAnsweredListener<A> listener) {
        this.kind = kind;
        this.target = target;
        this.context = context;
        this.listener = listener;
        loop = context.loops().get();
        itemsMax = Math.min(context.settings().itemsMax(), kind.itemsMax());
        sentNanos = context.nanoTime().getAsLong() - context.settings().linger().toNanos();
        metrics = new LaneMetrics(target.laneName(), kind.name(), queued::get, context.registry());
    }

    /** False when too many wait. */
    boolean submit(PendingCall<A> pending) {
        if (queued.incrementAndGet() > context.settings().queueMax()) {
            queued.decrementAndGet();
            metrics.refusedFull();
            return false;
        }
        queue.add(pending);
        if (drainSoon.compareAndSet(false, true)) {
            loop.execute(this::drain);
        }
        return true;
    }

    /** Its gauge is dropped; it may be used on. */
    void forget() {
        metrics.close();
    }

    private void drain() {
        if (lingers()) {
            lookSoon();
            return;
        }
        drainSoon.set(false);
        while (inFlight.size() < context.settings().callsInFlight()) {
            List<PendingCall<A>> batch = take();
            if (batch.isEmpty()) {
                return;
            }
            send(batch);
        }
        lookSoon();
    }

    /**
     * Whether it is too soon after the last sending. A call that comes alone is sent at once; under
     * load, whoever is answered first calls again first, and would cross alone each time.
     */
    private boolean lingers() {
        long sinceSent = context.nanoTime().getAsLong() - sentNanos;
        long leftNanos = context.settings().linger().toNanos() - sinceSent;
        if (leftNanos > 0 && !lingering) {
            lingering = true;
            var _ =
                    loop.schedule(
                            () -> {
                                lingering = false;
                                drain();
                            },
                            leftNanos,
                            TimeUnit.NANOSECONDS);
        }
        return leftNanos > 0;
    }

    /** Those that are first and still awaited. */
    private List<PendingCall<A>> take() {
        long now = context.nanoTime().getAsLong();
        boolean avoided = context.candidates().avoids(target.instance(), target.scope());
        var batch = new ArrayList<PendingCall<A>>();
        while (batch.size() < itemsMax) {
            PendingCall<A> pending = queue.poll();
            if (pending == null) {
                break;
            }
            queued.decrementAndGet();
            if (pending.isDone() || isLate(pending, now)) {
                continue;
            }
            if (avoided
                    && !pending.attempts().isSecond()
                    && context.candidates()
                            .hasOther(pending.attempts().route(), target.instance())) {
                // Not worth trying what just failed.
                listener.notAnswered(pending, target.instance(), CallFailure.UNREACHABLE);
                continue;
            }
            batch.add(pending);
        }
        return batch;
    }

    private boolean isLate(PendingCall<A> pending, long nowNanos) {
        if (pending.attempts().leftNanos(nowNanos) > 0) {
            return false;
        }
        metrics.refusedOverdue();
        pending.completeExceptionally(CallProblems.late());
        return true;
    }

    private void send(List<PendingCall<A>> batch) {
        inFlight.add(batch);
        long nowNanos = context.nanoTime().getAsLong();
        sentNanos = nowNanos;
        metrics.taken(batch.size());
        batch.forEach(pending -> metrics.waited(pending.queuedNanos(), nowNanos));
        long handledSince = metrics.nanos();
        var _ =
                context.client()
                        .call(target.instance(), call(batch, nowNanos), longest(batch, nowNanos))
                        .whenCompleteAsync(
                                (reply, bug) -> {
                                    inFlight.remove(batch);
                                    metrics.handled(handledSince);
                                    answered(batch, reply, bug);
                                    drain();
                                },
                                loop);
        lookSoon();
    }

    private void answered(List<PendingCall<A>> batch, CallResult reply, Throwable bug) {
        switch (reply) {
            case CallResult.Response answered -> answers(batch, answered);
            case CallResult.Failure(var reason) -> notAnswered(batch, reason);
            case null -> {
                log.error("call failed: instance={}", target.instance().url(), bug);
                notAnswered(batch, CallFailure.BROKEN);
            }
        }
    }

    private void answers(List<PendingCall<A>> batch, CallResult.Response answered) {
        if (answered.status() != OK) {
            // An instance that is stopping, or one that was given other keys.
            log.warn(
                    "combined call refused: instance={} kind={} status={}",
                    target.instance().url(),
                    kind.name(),
                    answered.status());
            notAnswered(batch, CallFailure.BROKEN);
            return;
        }
        try {
            List<A> answers = kind.read().apply(answered.body());
            if (answers.size() == batch.size()) {
                for (int i = 0; i < answers.size(); i++) {
                    complete(batch.get(i), answers.get(i));
                }
                return;
            }
            log.error(
                    "must answer every item: instance={} kind={} items={} answers={}",
                    target.instance().url(),
                    kind.name(),
                    batch.size(),
                    answers.size());
        } catch (JacksonException | NullPointerException e) {
            log.error("answer is not of the form agreed: kind={}", kind.name(), e);
        }
        notAnswered(batch, CallFailure.BROKEN);
    }

    /** A 4xx promises that there was no effect: after doubt, not every refusal may say so. */
    private void complete(PendingCall<A> pending, @Nullable A answer) {
        if (answer == null) {
            log.error(
                    "must answer every item: instance={} kind={}",
                    target.instance().url(),
                    kind.name());
            listener.notAnswered(pending, target.instance(), CallFailure.BROKEN);
        } else if (pending.attempts().leavesDoubt() && kind.mayStopBeingTrue().test(answer)) {
            pending.completeExceptionally(CallProblems.inDoubt(kind.inDoubt()));
        } else {
            pending.complete(answer);
        }
    }

    private void notAnswered(List<PendingCall<A>> batch, CallFailure reason) {
        context.candidates().notAnswered(target.instance(), target.scope(), reason);
        batch.forEach(pending -> listener.notAnswered(pending, target.instance(), reason));
    }

    private Call call(List<PendingCall<A>> batch, long nowNanos) {
        Instant now = context.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        var ticket = Ticket.ofBatch(kind.path(), now);
        var items = new ArrayList<CombinedCalls.Item>(batch.size());
        for (PendingCall<A> pending : batch) {
            items.add(
                    new CombinedCalls.Item(
                            pending.call().ticket(),
                            timeLeftMs(pending, nowNanos),
                            pending.call().key(),
                            pending.call().body()));
        }
        return new Call(
                "POST",
                kind.path(),
                Map.of(
                        "Content-Type",
                        "application/json",
                        Tickets.HEADER,
                        context.tickets().sign(kind.hop(), ticket)),
                context.json().writeValueAsBytes(new CombinedCalls(now.toEpochMilli(), items)));
    }

    private int timeLeftMs(PendingCall<A> pending, long nowNanos) {
        Duration attempt = pending.attempts().route().times().attempt();
        long attemptMs = attempt.minus(context.settings().answerMargin()).toMillis();
        long leftMs = TimeUnit.NANOSECONDS.toMillis(pending.attempts().leftNanos(nowNanos));
        return (int) Math.max(1, Math.min(leftMs, attemptMs));
    }

    /** As long as somebody waits for an answer of this instance. */
    private Duration longest(List<PendingCall<A>> batch, long nowNanos) {
        long longest = 1;
        for (PendingCall<A> pending : batch) {
            longest = Math.max(longest, pending.attempts().attemptNanos(nowNanos));
        }
        return Duration.ofNanos(longest);
    }

    /** Ends waits that are over: one look at all of them, not a timer for each. */
    private void lookSoon() {
        if (!looking && !(inFlight.isEmpty() && queue.isEmpty())) {
            looking = true;
            var _ = loop.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        looking = false;
        long now = context.nanoTime().getAsLong();
        inFlight.forEach(batch -> batch.forEach(pending -> endIfLate(pending, now)));
        queue.forEach(pending -> endIfLate(pending, now));
        lookSoon();
    }

    private void endIfLate(PendingCall<A> pending, long nowNanos) {
        if (!pending.isDone()) {
            boolean _ = isLate(pending, nowNanos);
        }
    }
}
