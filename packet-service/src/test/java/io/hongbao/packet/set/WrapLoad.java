package io.hongbao.packet.set;

import io.hongbao.packet.state.PacketState;
import io.hongbao.testkit.cases.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** A few clients that wrap one packet after the other until closed, and note what fails. */
final class WrapLoad implements AutoCloseable {

    private static final int CLIENTS = 4;

    /** Bounds the load, whatever else happens. */
    private static final int WRAPS_MAX_OF_CLIENT = 50_000;

    private final Queue<PacketState> wrapped = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicIntegerArray ended = new AtomicIntegerArray(CLIENTS);
    private volatile boolean running = true;

    static WrapLoad on(LiveSets sets) {
        var load = new WrapLoad();
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            load.clients.add(Thread.ofVirtual().start(() -> load.wrapAll(sets, number)));
        }
        return load;
    }

    private void wrapAll(LiveSets sets, int client) {
        for (int wraps = 0; running && wraps < WRAPS_MAX_OF_CLIENT; wraps++) {
            try {
                wrapped.add(sets.wrap());
            } catch (Throwable failure) {
                errors.add(failure);
            }
            ended.incrementAndGet(client);
        }
    }

    /** Waits until so many more were answered; all that were answered so far. */
    List<PacketState> awaitMore(int more) {
        int enough = wrapped.size() + more;
        Eventually.isTrue(
                more + " more wraps",
                LiveSets.LIMIT,
                () -> wrapped.size() >= enough || !errors.isEmpty());
        return List.copyOf(wrapped);
    }

    /** Waits for the end of what each client has begun: all that were answered so far. */
    List<PacketState> awaitBegun() {
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            int before = ended.get(client);
            Eventually.isTrue(
                    "the wrap of client " + client,
                    LiveSets.LIMIT,
                    () -> ended.get(number) > before || !clients.get(number).isAlive());
        }
        return List.copyOf(wrapped);
    }

    List<PacketState> wrapped() {
        return List.copyOf(wrapped);
    }

    List<Throwable> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void close() {
        running = false;
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
