package io.hongbao.ledgerconsumer.webhook;

import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.ledger.notification.NumberedNotification;
import io.hongbao.ledger.webhook.DeliveryEnd;
import io.hongbao.ledger.webhook.Lease;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Delivers to one user, one notification after the other. Safe for use by many threads. */
final class DeliverUser {

    private static final Logger log = LoggerFactory.getLogger(DeliverUser.class);

    private final WebhookReceiver receiver;
    private final PacketLinks links;
    private final JsonMapper json;
    private final Duration beginMax;
    private final MeterRegistry registry;

    /** {@code beginMax}: how long a lease is used to begin posts. */
    DeliverUser(
            WebhookReceiver receiver,
            PacketLinks links,
            JsonMapper json,
            Duration beginMax,
            MeterRegistry registry) {
        this.receiver = receiver;
        this.links = links;
        this.json = json;
        this.beginMax = beginMax;
        this.registry = registry;
    }

    /**
     * Up to the first that is not delivered.
     *
     * @param told what is still kept of the lease's numbers, oldest first
     */
    DeliveryEnd deliver(Lease lease, List<NumberedNotification> told) {
        long since = System.nanoTime();
        long through = lease.before();
        boolean succeeded = false;
        for (NumberedNotification each : told) {
            if (succeeded && System.nanoTime() - since > beginMax.toNanos()) {
                return new DeliveryEnd(lease, through, true, null);
            }
            Optional<String> failure = post(each);
            count(failure.isEmpty() ? "delivered" : "failed");
            if (failure.isPresent()) {
                return new DeliveryEnd(lease, each.number() - 1, succeeded, failure.get());
            }
            through = each.number();
            succeeded = true;
        }
        return new DeliveryEnd(lease, lease.numbers().last(), succeeded, null);
    }

    private Optional<String> post(NumberedNotification told) {
        try {
            return receiver.post(json.writeValueAsBytes(WebhookEvent.of(told, links)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (RuntimeException bug) {
            // The lease ends as with any failure: this user alone waits until somebody has acted.
            log.error("cannot post: event={}", told.notification().id(), bug);
            return Optional.of("not posted");
        }
    }

    private void count(String outcome) {
        registry.counter("hongbao.webhook.posts", "outcome", outcome).increment();
    }
}
