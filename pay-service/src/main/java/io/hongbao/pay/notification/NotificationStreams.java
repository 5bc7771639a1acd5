package io.hongbao.pay.notification;

import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.ledger.notification.NotificationItem;
import io.hongbao.ledger.notification.Notifications;
import io.hongbao.pay.shard.WalletShardHandle;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.serving.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * All streams of this instance. One thread a shard asks for all users at once how far their
 * notifications go, and reads those of a user only when there are new ones.
 */
final class NotificationStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(NotificationStreams.class);

    /** After whoever calls has been told to go elsewhere, before the server waits for calls. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 512;

    private final WalletShards shards;
    private final Notifications notifications;
    private final PacketLinks links;
    private final StreamSettings settings;
    private final Set<NotificationStream> streams = ConcurrentHashMap.newKeySet();
    private final List<Thread> loops = new ArrayList<>();
    private boolean running;

    NotificationStreams(
            WalletShards shards,
            Notifications notifications,
            PacketLinks links,
            StreamSettings settings,
            MeterRegistry registry) {
        this.shards = shards;
        this.notifications = notifications;
        this.links = links;
        this.settings = settings;
        Gauge.builder("hongbao.notification.streams", streams, Set::size)
                .description("streams of notifications that are open")
                .register(registry);
    }

    /** A stream of what comes from now on; throws the problem that a client is told. */
    SseEmitter open(UserId user) {
        return resume(user, lastNumbers(shards.of(user), Set.of(user)).getOrDefault(user, 0L));
    }

    /**
     * A stream of what comes after {@code lastNumber}; throws the problem that a client is told.
     */
    SseEmitter resume(UserId user, long lastNumber) {
        var stream = new NotificationStream(user, lastNumber);
        add(stream);
        SseEmitter emitter = stream.emitter();
        emitter.onCompletion(() -> streams.remove(stream));
        emitter.onError(_ -> streams.remove(stream));
        // Before any notification: so the client knows that the stream is there.
        stream.writeHeartbeat();
        return emitter;
    }

    private synchronized void add(NotificationStream stream) {
        if (!running) {
            throw ProblemException.of(ProblemCode.OVERLOADED, "this instance stops: come again");
        }
        long ofUser = streams.stream().filter(it -> it.user().equals(stream.user())).count();
        if (streams.size() >= settings.max() || ofUser >= settings.perUserMax()) {
            throw ProblemException.of(
                    ProblemCode.TOO_MANY_REQUESTS, "must end another stream, or ask for pages");
        }
        streams.add(stream);
    }

    @Override
    public synchronized void start() {
        running = true;
        for (WalletShardHandle shard : shards.all()) {
            loops.add(
                    Thread.ofVirtual()
                            .name("notifications-" + shard.id())
                            .start(() -> loop(shard)));
        }
    }

    private void loop(WalletShardHandle shard) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                List<NotificationStream> own =
                        streams.stream().filter(it -> shards.of(it.user()) == shard).toList();
                own.forEach(this::keepAlive);
                write(shard, own.stream().filter(NotificationStream::idle).toList());
            } catch (LaneFault down) {
                log.debug("cannot read: wallet={} fault={}", shard.id(), down.toString());
            } catch (RuntimeException bug) {
                // The outermost loop: further streams are not to blame.
                log.error("streams failed: wallet={}", shard.id(), bug);
            }
            try {
                Thread.sleep(settings.poll());
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void keepAlive(NotificationStream stream) {
        if (stream.olderThan(settings.lifetime())) {
            stream.end();
        } else if (stream.silentFor(settings.heartbeat())) {
            stream.writeHeartbeat();
        }
    }

    private void write(WalletShardHandle shard, List<NotificationStream> idle) {
        if (idle.isEmpty() || !shard.ready()) {
            return;
        }
        Set<UserId> users = idle.stream().map(NotificationStream::user).collect(Collectors.toSet());
        Map<UserId, Long> last = lastNumbers(shard, users);
        for (NotificationStream stream : idle) {
            if (last.getOrDefault(stream.user(), 0L) > stream.lastNumber()) {
                stream.write(
                        shard
                                .read(session ->
                                        notifications.after(
                                                session, stream.user(), stream.lastNumber()))
                                .stream()
                                .map(each -> NotificationItem.of(each, links))
                                .toList());
            }
        }
    }

    private Map<UserId, Long> lastNumbers(WalletShardHandle shard, Set<UserId> users) {
        return shard.read(session -> notifications.lastNumbers(session, users));
    }

    /** Ends all streams, each with what was written, so that clients resume them elsewhere. */
    @Override
    public synchronized void stop() {
        running = false;
        loops.forEach(Thread::interrupt);
        loops.clear();
        streams.forEach(NotificationStream::end);
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
