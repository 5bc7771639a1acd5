package io.hongbao.e2e;

import io.hongbao.contracts.id.UserId;
import io.hongbao.e2e.Client.Wrapped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Users who wrap, pay and open until told to stop, whatever answers they get. What was acknowledged
 * is kept, to be asked again afterwards.
 */
final class Rush implements AutoCloseable {

    private static final int SENDERS = 4;
    private static final int OPENERS_A_PACKET = 5;
    private static final int ROUNDS_MAX = 20_000;

    /** So that a few cores are busy, and not overloaded. */
    private static final Duration BETWEEN_PACKETS = Duration.ofMillis(60);

    /** A user whose call failed looks up before trying again. */
    private static final Duration AFTER_FAILURE = Duration.ofMillis(50);

    private static final int ASKING_AT_ONCE = 16;

    private record Opened(UserId user, Wrapped packet) {}

    private final RunningSuite suite;
    private final Client client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicInteger opens = new AtomicInteger();
    private final Map<Opened, Long> acknowledged = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private Rush(RunningSuite suite) {
        this.suite = suite;
        client = suite.client().askingOnce();
    }

    static Rush start(RunningSuite suite) {
        var rush = new Rush(suite);
        List<UserId> senders =
                Stream.generate(() -> suite.fundedUser(10_000_00)).limit(SENDERS).toList();
        senders.forEach(sender -> rush.threads.execute(() -> rush.run(sender)));
        return rush;
    }

    /** How many opens were acknowledged so far. */
    int opens() {
        return opens.get();
    }

    private void run(UserId sender) {
        try {
            List<UserId> openers = suite.newUsers(OPENERS_A_PACKET);
            openers.forEach(client::token);
            for (int round = 0; round < ROUNDS_MAX && stopped.getCount() > 0; round++) {
                boolean well = onePacket(sender, "rush-" + round, openers);
                Duration pause = well ? BETWEEN_PACKETS : AFTER_FAILURE;
                stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException | RuntimeException | AssertionError failure) {
            failures.add(failure);
        }
    }

    /** Whether it was wrapped and paid. */
    private boolean onePacket(UserId sender, String key, List<UserId> openers) {
        Answer wrapped =
                client.wrap(
                        sender,
                        key,
                        Map.of(
                                "kind",
                                "LUCKY",
                                "totalFen",
                                1_00,
                                "shares",
                                OPENERS_A_PACKET,
                                "greeting",
                                ""));
        if (isError("wrap", wrapped)) {
            return false;
        }
        var packet = Wrapped.of(wrapped, 1_00);
        if (isError("pay", client.pay(sender, packet))) {
            return false;
        }
        for (UserId opener : openers) {
            Answer opened = client.open(opener, packet);
            if (!isError("open", opened)) {
                acknowledged.put(new Opened(opener, packet), opened.number("amountFen"));
                opens.incrementAndGet();
            }
        }
        return true;
    }

    /** Every call of a rush should succeed; what did not is kept by kind. */
    private boolean isError(String call, Answer answer) {
        if (!answer.ok()) {
            errors.add(call + " " + answer.statusAndCode());
        }
        return !answer.ok();
    }

    /**
     * No user was told of a fault. That a packet is not active yet, though paid, is none: the user
     * asks again.
     */
    void requireNoErrors() {
        List<String> seen =
                errors.stream().filter(error -> !error.equals("open 409 packet_not_paid")).toList();
        if (!seen.isEmpty()) {
            throw new AssertionError(seen.size() + " calls failed: " + Set.copyOf(seen));
        }
    }

    /** What users of a suite were told that has only just been started. */
    void forgetErrors() {
        errors.clear();
    }

    /** Stops the users and waits for their last calls. */
    @Override
    public void close() {
        stopped.countDown();
        threads.close();
        throwFailures();
    }

    /** Asks again for every acknowledged open: each must be told the same. */
    void requireAcknowledgedOpensAreThere() {
        try (var asking = Executors.newFixedThreadPool(ASKING_AT_ONCE)) {
            acknowledged.forEach((open, fen) -> asking.execute(() -> askAgain(open, fen)));
        }
        throwFailures();
    }

    /** A SET that comes back is refused until its probes have found it well: 503 says ask again. */
    private void askAgain(Opened open, long amountFen) {
        try {
            suite.eventually("an answer", () -> !openAgain(open).saysComeAgain());
            Answer again = openAgain(open);
            if (again.number("amountFen") != amountFen) {
                failures.add(
                        new AssertionError(
                                String.format(
                                        Locale.ROOT,
                                        "%s: first %d fen, then %s",
                                        open,
                                        amountFen,
                                        again)));
            }
        } catch (RuntimeException | AssertionError failure) {
            failures.add(failure);
        }
    }

    private Answer openAgain(Opened open) {
        return client.open(open.user(), open.packet());
    }

    private void throwFailures() {
        Throwable first = failures.peek();
        if (first != null) {
            throw new AssertionError(failures.size() + " failed, the first with", first);
        }
    }
}
