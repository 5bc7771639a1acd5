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
    private final Function<Slot, List<ChannelFuture>> connect;
    private final Tally tally;
    private final CompletableFuture<Tally> ended = new CompletableFuture<>();
    private final List<Slot> slots = new ArrayList<>();
    private final Deque<Slot> idle = new ArrayDeque<>();
    private final long arrivals;
    private int connecting;
    private int busy;
    private long startNanos;
    private long sent;
    private boolean timerSet;
    private boolean noWorkLeft;
    private boolean given;

    LoadRun(EventLoop loop, Press press, Work work, Function<Slot, List<ChannelFuture>> connect) {
        this.loop = loop;
        this.press = press;
        this.work = work;
        this.connect = connect;
        tally = new Tally(press.window());
        arrivals =
                press.rate() == 0
                        ? Long.MAX_VALUE
                        : (long) (press.rate() * press.window().toNanos() / 1e9);
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
        idle.addAll(slots);
        loop.schedule(this::windowOver, press.window().toNanos(), TimeUnit.NANOSECONDS);
        send();
    }

    /** Gives idle slots what is due. */
    private void send() {
        while (!idle.isEmpty() && !noWorkLeft && sent < arrivals) {
            long now = System.nanoTime();
            if (now - startNanos >= press.window().toNanos() + afterWindow()) {
                noWorkLeft = true;
                break;
            }
            long intended = press.rate() == 0 ? now : dueNanos();
            if (intended > now) {
                setTimer(intended - now);
                return;
            }
            Operation operation = work.next();
            if (operation == null) {
                noWorkLeft = true;
                break;
            }
            sent++;
            busy++;
            idle.pop().send(operation, intended);
        }
        endIfIdle();
    }

    /** What was due in the window is still sent after it, for as long as answers are waited for. */
    private long afterWindow() {
        return press.rate() == 0 ? 0 : LoadGenerator.GRACE.toNanos() / 2;
    }

    private long dueNanos() {
        return startNanos + (long) (sent * 1e9 / press.rate());
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
        tally.done(verdict, intendedNanos, System.nanoTime());
        busy--;
        idle.push(slot);
        send();
    }

    void lost(Slot slot, @Nullable Verdict verdict, long intendedNanos) {
        idle.remove(slot);
        if (verdict != null) {
            busy--;
            tally.done(verdict, intendedNanos, System.nanoTime());
        }
        if (!given) {
            replace(slot);
        }
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
        if (press.rate() == 0) {
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
        if (busy == 0 && (noWorkLeft || sent >= arrivals)) {
            end();
        }
    }

    private void end() {
        if (ended.isDone()) {
            return;
        }
        given = true;
        if (press.rate() > 0 && arrivals > sent) {
            tally.unsent(arrivals - sent);
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
