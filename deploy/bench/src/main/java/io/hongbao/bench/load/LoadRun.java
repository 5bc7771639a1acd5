package io.hongbao.bench.load;

import io.hongbao.bench.load.LoadGenerator.Press;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One window of load. Everything happens in the thread of {@code loop}.
 *
 * <p>At a fixed rate a latency counts from the instant at which the operation should have been
 * sent: a stall of the system, which keeps later operations from being sent, is in their latencies
 * (no coordinated omission).
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails shows as a lost connection.
final class LoadRun {

    private final EventLoop loop;
    private final Press press;
    private final Work work;
    private final CallObserver observer;
    private final Function<Slot, List<ChannelFuture>> connect;
    private final Tally tally;
    private final CompletableFuture<Tally> ended = new CompletableFuture<>();
    private final List<Slot> slots = new ArrayList<>();
    private final Deque<Slot> idle = new ArrayDeque<>();
    private final @Nullable Arrivals arrivals;
    private final long count;
    private int connecting;
    private int busy;
    private long startNanos;
    private long sent;
    private boolean timerSet;
    private boolean noWorkLeft;
    private boolean given;

    LoadRun(
            EventLoop loop,
            Press press,
            Work work,
            CallObserver observer,
            Function<Slot, List<ChannelFuture>> connect) {
        this.loop = loop;
        this.press = press;
        this.work = work;
        this.observer = observer;
        this.connect = connect;
        tally = new Tally(press.window());
        arrivals = press.arrivals();
        count = arrivals == null ? Long.MAX_VALUE : arrivals.count();
    }

    Tally tally() {
        return tally;
    }

    CompletableFuture<Tally> start() {
        loop.execute(this::connectAll);
        return ended;
    }

    private void connectAll() {
        connecting = press.connections();
        for (int at = 0; at < press.connections(); at++) {
            var slot = new Slot(this);
            slots.add(slot);
            List<ChannelFuture> channels = connect.apply(slot);
            var waiting = new int[] {channels.size()};
            for (ChannelFuture channel : channels) {
                channel.addListener(result -> {
                    if (!result.isSuccess()) {
                        fail(result.cause());
                    } else if (--waiting[0] == 0) {
                        slot.connected(channels.stream().map(ChannelFuture::channel).toList());
                        connected();
                    }
                });
            }
        }
    }

    private void connected() {
        if (--connecting > 0 || ended.isDone()) {
            return;
        }
        startNanos = System.nanoTime();
        tally.started(startNanos);
        observer.started(startNanos);
        idle.addAll(slots);
        loop.schedule(this::windowOver, press.window().toNanos(), TimeUnit.NANOSECONDS);
        send();
    }

    /** Gives idle slots what is due. */
    private void send() {
        while (!idle.isEmpty() && !noWorkLeft && sent < count) {
            long now = System.nanoTime();
            if (arrivals == null && now - startNanos >= press.window().toNanos()) {
                noWorkLeft = true;
                break;
            }
            long intended = arrivals == null ? now : startNanos + arrivals.dueNanos(sent);
            if (intended > now) {
                setTimer(intended - now);
                return;
            }
            if (arrivals != null && now - intended > press.patience().toNanos()) {
                giveUpOne(intended);
                continue;
            }
            Operation operation = work.next();
            if (operation == null) {
                noWorkLeft = true;
                break;
            }
            sent++;
            busy++;
            observer.sent(intended, now);
            idle.pop().send(operation, intended);
        }
        endIfIdle();
    }

    private void giveUpOne(long intended) {
        sent++;
        tally.unsent(1);
        observer.unsent(intended);
    }

    private void setTimer(long nanos) {
        if (!timerSet) {
            timerSet = true;
            loop.schedule(
                    () -> {
                        timerSet = false;
                        send();
                    },
                    nanos,
                    TimeUnit.NANOSECONDS);
        }
    }

    void done(Slot slot, Verdict verdict, long intendedNanos) {
        count(verdict, intendedNanos);
        busy--;
        idle.push(slot);
        send();
    }

    void lost(Slot slot, @Nullable Verdict verdict, long intendedNanos) {
        idle.remove(slot);
        if (verdict != null) {
            busy--;
            count(verdict, intendedNanos);
        }
        if (!given) {
            replace(slot);
        }
    }

    private void count(Verdict verdict, long intendedNanos) {
        long now = System.nanoTime();
        tally.done(verdict, intendedNanos, now);
        observer.done(verdict, intendedNanos, now);
    }

    private void replace(Slot slot) {
        List<ChannelFuture> channels = connect.apply(slot);
        var waiting = new int[] {channels.size()};
        for (ChannelFuture channel : channels) {
            channel.addListener(result -> {
                if (result.isSuccess() && --waiting[0] == 0 && !given) {
                    slot.connected(channels.stream().map(ChannelFuture::channel).toList());
                    idle.push(slot);
                    send();
                }
            });
        }
        endIfIdle();
    }

    private void windowOver() {
        if (arrivals == null) {
            noWorkLeft = true;
        }
        endIfIdle();
        loop.schedule(this::giveUp, LoadGenerator.GRACE.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void giveUp() {
        noWorkLeft = true;
        given = true;
        List.copyOf(slots).forEach(Slot::lost);
        end();
    }

    private void endIfIdle() {
        if (busy == 0 && (noWorkLeft || sent >= count)) {
            end();
        }
    }

    private void end() {
        if (ended.isDone()) {
            return;
        }
        given = true;
        while (arrivals != null && sent < count) {
            giveUpOne(startNanos + arrivals.dueNanos(sent));
        }
        slots.forEach(Slot::close);
        ended.complete(tally);
    }

    private void fail(Throwable cause) {
        given = true;
        slots.forEach(Slot::close);
        ended.completeExceptionally(cause);
    }
}
