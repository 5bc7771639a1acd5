package io.hongbao.local.queue;

import io.hongbao.contracts.event.Topics;
import io.hongbao.local.drill.MoneyCheck;
import io.hongbao.local.load.Load;
import io.hongbao.local.load.LoadSettings;
import io.hongbao.local.program.StartException;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.suite.SuiteProgress;
import io.hongbao.local.watch.ActuatorClient;
import io.hongbao.local.watch.ConsumersClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds back the credits while users open packets, fills their queue, and drains it: under a rate,
 * then without one. Ends with the conservation check. Whatever happens, the group's rate is what it
 * was when this returns or throws.
 */
public final class QueueDrill {

    private static final String GROUP = Topics.GROUP_CREDITS;

    /** Events a second while the queue is filled; there is no lower rate. */
    private static final OptionalInt HELD = OptionalInt.of(1);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SETTLE = Duration.ofSeconds(90);

    /** How long nothing may be applied before the drill gives up. */
    private static final Duration STALL_MAX = Duration.ofMinutes(1);

    /** Points of the drain without a rate. */
    private static final int POINTS = 10;

    private final LocalSuite suite;
    private final QueueSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final SuiteProgress progress;
    private final OptionalInt rateBefore;
    private final List<QueuePoint> points = new ArrayList<>();

    public QueueDrill(
            LocalSuite suite,
            QueueSettings settings,
            Clock clock,
            RandomGenerator random,
            SuiteProgress progress) {
        this.suite = suite;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.progress = progress;
        rateBefore = suite.runtime().read().consumerRate(GROUP);
    }

    public QueueResult run() {
        try (var queue = new EventQueue(suite.kafka().bootstrapServers(), GROUP);
                var consumers = new ConsumersClient(suite);
                var actuator = new ActuatorClient()) {
            return new Run(queue, consumers, new ConsumerProcess(suite, actuator)).go();
        } finally {
            heal();
        }
    }

    /** Gives the group the rate that it had; for who is interrupted. */
    public void heal() {
        suite.runtime().limitConsumer(GROUP, rateBefore);
    }

    /** One drill, with what it looks through. */
    private final class Run {

        private final EventQueue queue;
        private final ConsumersClient consumers;
        private final ConsumerProcess consumer;
        private long fullNanos;
        private long lastNanos;
        private long lastConsumed;
        private long limitedEvents;
        private double limitedSeconds;

        private Run(EventQueue queue, ConsumersClient consumers, ConsumerProcess consumer) {
            this.queue = queue;
            this.consumers = consumers;
            this.consumer = consumer;
        }

        private QueueResult go() {
            progress.say("Preparing users, money and packets on every SET");
            Path history = MoneyCheck.historyFile(suite, "queue", clock);
            var longest = settings.rush().plus(settings.limited()).multipliedBy(4);
            Load load =
                    Load.prepare(
                            suite,
                            new LoadSettings(settings.callsPerSecond(), longest),
                            history,
                            clock,
                            random);
            long deadBefore = queue.dead();
            long repeatedBefore = consumer.repeated();
            Map<TopicPartition, Long> before = queue.ends();
            int different;
            double fillSeconds;
            try (load) {
                limit(HELD);
                load.start();
                progress.say("Users wrap, pay, grab and open; their credits wait");
                hold(settings.rush());
                List<ConsumerRecord<byte[], byte[]>> sample = queue.since(before);
                different = sample.size();
                fillSeconds = fill(sample);
                drainUnderRate();
            }
            drain();
            progress.say("Checking that no money was lost or made");
            return new QueueResult(
                    settings,
                    different,
                    fillSeconds,
                    limitedEvents,
                    limitedSeconds,
                    List.copyOf(points),
                    consumer.repeated() - repeatedBefore,
                    queue.dead() - deadBefore,
                    load.calls(),
                    MoneyCheck.of(suite, history).checkSettled(SETTLE));
        }

        private double fill(List<ConsumerRecord<byte[], byte[]>> sample) {
            if (sample.isEmpty()) {
                throw new StartException("the users' opens made no event");
            }
            long start = System.nanoTime();
            lastConsumed = queue.consumed();
            queue.fill(
                    sample,
                    settings.events(),
                    sent ->
                            progress.say(
                                    String.format(Locale.ROOT, "%,14d events in the queue", sent)));
            double took = seconds(start);
            fullNanos = System.nanoTime();
            lastNanos = start;
            point("1/s");
            return took;
        }

        /**
         * Counts from before the order, when hardly any may be applied: none can slip in uncounted.
         */
        private void drainUnderRate() {
            long start = System.nanoTime();
            long consumed = queue.consumed();
            limit(OptionalInt.of(settings.rate()));
            hold(settings.limited());
            limitedEvents = queue.consumed() - consumed;
            limitedSeconds = seconds(start);
            point(String.format(Locale.ROOT, "%,d/s", settings.rate()));
        }

        private void drain() {
            limit(OptionalInt.empty());
            long step = Math.max(1, queue.left() / POINTS);
            long left = queue.left();
            while (left > 0) {
                long next = Math.max(0, left - step);
                left = awaitAtMost(next);
                point("none");
                if (left > next) {
                    return;
                }
            }
        }

        /** How many are left when there are so few, or none was applied for long. */
        private long awaitAtMost(long wanted) {
            long left = queue.left();
            long moved = System.nanoTime();
            while (left > wanted && System.nanoTime() - moved < STALL_MAX.toNanos()) {
                hold(POLL);
                long now = queue.left();
                if (now < left) {
                    moved = System.nanoTime();
                }
                left = now;
            }
            return left;
        }

        private void limit(OptionalInt rate) {
            suite.runtime().limitConsumer(GROUP, rate);
            if (!consumers.awaitRate(GROUP, rate, SuiteProgress.SILENT)) {
                throw new StartException("the rate was not taken up: " + GROUP);
            }
        }

        private void point(String limit) {
            double heapMib = consumer.heapKeptMib();
            long consumed = queue.consumed();
            double perSecond = (consumed - lastConsumed) / seconds(lastNanos);
            lastConsumed = consumed;
            lastNanos = System.nanoTime();
            var point = new QueuePoint(seconds(fullNanos), limit, queue.left(), perSecond, heapMib);
            points.add(point);
            progress.say(
                    String.format(
                            Locale.ROOT,
                            "%,14d events left, %,.0f/s, heap kept %.1f MiB",
                            point.left(),
                            perSecond,
                            heapMib));
        }

        private static double seconds(long sinceNanos) {
            return (System.nanoTime() - sinceNanos) / 1e9;
        }

        private static void hold(Duration time) {
            long deadline = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < deadline) {
                LockSupport.parkNanos(Math.min(POLL.toNanos(), deadline - System.nanoTime()));
                if (Thread.currentThread().isInterrupted()) {
                    throw new StartException("interrupted");
                }
            }
        }
    }
}
