package io.hongbao.ledgerconsumer.webhook;

import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.ledger.notification.Notifications;
import io.hongbao.ledger.notification.NumberedNotification;
import io.hongbao.ledger.webhook.DeliveryEnd;
import io.hongbao.ledger.webhook.Lease;
import io.hongbao.ledger.webhook.WebhookQueue;
import io.hongbao.ledger.webhook.WebhookQueue.Round;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is told in one wallet shard. One thread asks the database, by a connection of its
 * own; to each user who is leased another one delivers.
 */
final class DeliverShard implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(DeliverShard.class);

    /** Between two looks for what is to be delivered, and two tries while the receiver fails. */
    private static final Duration POLL = Duration.ofMillis(250);

    private static final Duration AFTER_FAULT = Duration.ofSeconds(2);

    private final Shard shard;
    private final WebhookQueue queue;
    private final Notifications notifications;
    private final DeliverUser deliverUser;
    private final int concurrency;
    private final BlockingQueue<DeliveryEnd> ends = new LinkedBlockingQueue<>();

    /** Noted by the next round that succeeds. */
    private final List<DeliveryEnd> unnoted = new ArrayList<>();

    private volatile boolean running = true;
    private int underWay;
    private boolean disabled;

    /**
     * A wallet shard as the loop sees it.
     *
     * @param connection for the loop alone, which closes it
     */
    record Shard(String id, BooleanSupplier up, LaneConnection connection) {}

    /** {@code concurrency}: users to whom is delivered at once. */
    DeliverShard(
            Shard shard,
            WebhookQueue queue,
            Notifications notifications,
            DeliverUser deliverUser,
            int concurrency) {
        this.shard = shard;
        this.queue = queue;
        this.notifications = notifications;
        this.deliverUser = deliverUser;
        this.concurrency = concurrency;
    }

    /** {@link #run} ends when what is under way has ended and is noted. */
    void stop() {
        running = false;
    }

    @Override
    public void run() {
        try (LaneConnection connection = shard.connection()) {
            while (running) {
                Duration rest = shard.up().getAsBoolean() ? look(connection) : AFTER_FAULT;
                Thread.sleep(rest);
                gather();
            }
            while (underWay > 0) {
                gather();
            }
            round(connection, 0);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (LaneFault fault) {
            log.warn(
                    "not noted, so posted again: shard={} reason={}", shard.id(), fault.toString());
        }
    }

    /** What is to be delivered is begun; how long to rest before a delivery's end is waited for. */
    private Duration look(LaneConnection connection) {
        try {
            Round round = round(connection, concurrency - underWay);
            return round.state().failing() ? POLL : Duration.ZERO;
        } catch (LaneFault fault) {
            log.warn("cannot look: shard={} reason={}", shard.id(), fault.toString());
        } catch (RuntimeException bug) {
            // The outermost loop: nobody else of this instance delivers for this shard.
            log.error("cannot look: shard={}", shard.id(), bug);
        }
        return AFTER_FAULT;
    }

    /** What leases are of is read before they are committed: who cannot read it has no lease. */
    private Round round(LaneConnection connection, int leasesMax) {
        record Work(Round round, Map<UserId, List<NumberedNotification>> told) {}
        Work work =
                connection.inTransaction(session -> {
                    Round round = queue.round(session, unnoted, leasesMax);
                    return new Work(
                            round,
                            notifications.of(
                                    session, round.leases().stream().map(Lease::numbers).toList()));
                });
        unnoted.clear();
        work.round().leases().forEach(lease -> begin(lease, work.told()));
        tell(work.round());
        return work.round();
    }

    private void begin(Lease lease, Map<UserId, List<NumberedNotification>> told) {
        UserId user = lease.numbers().user();
        List<NumberedNotification> notificationsOfUser = told.getOrDefault(user, List.of());
        underWay++;
        var _ =
                Thread.ofVirtual()
                        .name("webhook-" + user)
                        .start(() -> ends.add(deliverUser.deliver(lease, notificationsOfUser)));
    }

    private void tell(Round round) {
        if (round.state().disabled() && !disabled) {
            log.error(
                    "webhook disabled, since nothing was delivered for too long: shard={} since={}"
                            + " answer={}",
                    shard.id(),
                    round.state().failingSince(),
                    round.state().lastAnswer());
        }
        disabled = round.state().disabled();
    }

    /** Waits for a delivery to end, but no longer than to the next look. */
    private void gather() throws InterruptedException {
        DeliveryEnd first = ends.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            int before = unnoted.size();
            unnoted.add(first);
            ends.drainTo(unnoted);
            underWay -= unnoted.size() - before;
        }
    }
}
