package io.hongbao.local.load;

import io.hongbao.contracts.id.UserId;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.reconcile.history.HistoryWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * A closed loop of users with a pace: senders who wrap, pay and have each packet opened, wherever
 * it lands; and for each SET that there is at the beginning, visitors who open and grab packets
 * that were prepared on it, so that each SET is seen all the time. No call is repeated.
 */
public final class Load implements AutoCloseable {

    private static final int SENDERS = 8;
    private static final int VISITORS_OF_A_SET = 4;
    private static final int SHARES = 2;
    private static final long TOTAL_FEN = 20;
    private static final long FUNDS_FEN = 10_000_00;

    /** A sender takes four turns a packet: every fourth payment. */
    private static final int PAYMENTS_TURNS = 16;

    private final CallHistory calls;
    private final HistoryWriter history;
    private final RecordingClient client;
    private final LoadUsers crowd;
    private final LoadPackets prepared;
    private final Duration pause;
    private final ExecutorService users = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Load(
            CallHistory calls,
            HistoryWriter history,
            RecordingClient client,
            LoadUsers crowd,
            LoadPackets prepared,
            int callsPerSecond) {
        this.calls = calls;
        this.history = history;
        this.client = client;
        this.crowd = crowd;
        this.prepared = prepared;
        int threads = SENDERS + VISITORS_OF_A_SET * prepared.bySet().size();
        pause = Duration.ofSeconds(threads).dividedBy(callsPerSecond);
    }

    /** How to prepare it: money, users, and packets on every SET that takes new ones. */
    public static Load prepare(
            LocalSuite suite,
            LoadSettings settings,
            Path historyFile,
            Clock clock,
            RandomGenerator random) {
        var calls = new CallHistory();
        var history = new HistoryWriter(historyFile);
        var client =
                new RecordingClient(suite.gateway(), history, calls, clock, suite.sets().weights());
        var crowd = new LoadUsers(random, SENDERS);
        crowd.all().parallelStream().forEach(client::introduce);
        crowd.senders().forEach(sender -> client.topUp(sender, "funds", FUNDS_FEN));
        LoadPackets prepared = LoadPackets.on(suite, client, crowd, settings);
        return new Load(calls, history, client, crowd, prepared, settings.callsPerSecond());
    }

    public void start() {
        for (int at = 0; at < SENDERS; at++) {
            UserId sender = crowd.senders().get(at);
            Turn send = new SendPackets(sender, "drill-" + at + "-");
            running.add(users.submit(() -> atPace(send)));
        }
        prepared.bySet()
                .forEach((_, packets) -> {
                    for (int at = 0; at < VISITORS_OF_A_SET; at++) {
                        int first = at;
                        Turn visit = turn -> visit(packets, first + turn * VISITORS_OF_A_SET);
                        running.add(users.submit(() -> atPace(visit)));
                    }
                });
    }

    /** All calls so far, those that prepared the load too. */
    public List<LoadCall> calls() {
        return calls.all();
    }

    /** Lets every user end the call it is in; then the history is complete. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            users.close();
            for (Future<?> user : running) {
                user.get();
            }
        } catch (ExecutionException bug) {
            throw new CompletionException(bug.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            history.close();
            client.close();
        }
    }

    /** One call of a user. */
    private interface Turn {
        void take(int turn);
    }

    /** A user who had to wait for an answer is not in a hurry afterwards. */
    private void atPace(Turn user) {
        try {
            for (int turn = 0; stopped.getCount() > 0; turn++) {
                long start = System.nanoTime();
                user.take(turn);
                long left = pause.toNanos() - (System.nanoTime() - start);
                if (left > 0) {
                    boolean _ = stopped.await(left, TimeUnit.NANOSECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One payment in four is by card. */
    private static Optional<String> card(int turn) {
        return turn % PAYMENTS_TURNS == 1 ? Optional.of("card-of-a-drill") : Optional.empty();
    }

    /** Opens and grabs in turn, always as somebody who has not opened this packet. */
    private void visit(List<WrappedPacket> packets, int visit) {
        int opens = visit / 2;
        WrappedPacket packet = packets.get(opens / LoadUsers.OPENERS % packets.size());
        UserId user = crowd.opener(opens);
        if (visit % 2 == 0) {
            client.grab(user, packet);
        } else {
            client.open(user, packet);
        }
    }

    /** Wrap, pay, open, open; and from the beginning when one of the first two fails. */
    private final class SendPackets implements Turn {

        private final UserId sender;
        private final String keys;
        private Optional<WrappedPacket> packet = Optional.empty();
        private int opensLeft;
        private boolean paid;

        private SendPackets(UserId sender, String keys) {
            this.sender = sender;
            this.keys = keys;
        }

        @Override
        public void take(int turn) {
            if (packet.isEmpty()) {
                packet = client.wrap(sender, keys + turn, "LUCKY", TOTAL_FEN, SHARES);
                paid = false;
                opensLeft = SHARES;
            } else if (!paid) {
                paid = client.payBy(sender, packet.get(), card(turn)).ok();
                packet = packet.filter(_ -> paid);
            } else {
                opensLeft--;
                client.open(crowd.opener(turn), packet.get());
                packet = packet.filter(_ -> opensLeft > 0);
            }
        }
    }
}
