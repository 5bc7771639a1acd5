package io.hongbao.ledgerconsumer.webhook;

import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.ledger.webhook.WebhookBacklog;
import io.hongbao.ledger.webhook.WebhookState;
import io.hongbao.ledger.webhook.Webhooks;
import io.hongbao.ledgerconsumer.webhook.DeliverShard.Shard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how the webhook of one wallet shard gets on, whoever delivers: also when it is on, and
 * nobody does.
 */
final class WatchShard implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(WatchShard.class);

    private final Shard shard;
    private final boolean delivers;
    private final Duration pause;
    private final InstantSource clock;
    private volatile @Nullable Seen seen;

    private record Seen(WebhookState state, WebhookBacklog backlog) {}

    /** {@code delivers}: whether this instance does. */
    WatchShard(
            Shard shard,
            boolean delivers,
            Duration pause,
            InstantSource clock,
            MeterRegistry registry) {
        this.shard = shard;
        this.delivers = delivers;
        this.pause = pause;
        this.clock = clock;
        Gauge.builder("hongbao.webhook.delivers", () -> delivers ? 1 : 0)
                .description("1 where this instance delivers")
                .tag("shard", shard.id())
                .register(registry);
        gauge(registry, "on", "1 while it is noted what is to be delivered", _ -> 1);
        gauge(
                registry,
                "disabled",
                "1 while nothing is posted, since nothing was delivered for too long",
                it -> it.state().disabled() ? 1 : 0);
        gauge(
                registry,
                "waiting",
                "notifications that are not delivered yet",
                it -> it.backlog().notifications());
        gauge(
                registry,
                "waiting.age.seconds",
                "how long the one that has waited longest does",
                it -> age(it.backlog().oldest()));
    }

    private void gauge(
            MeterRegistry registry, String name, String what, ToDoubleFunction<Seen> value) {
        Gauge.builder(
                        "hongbao.webhook." + name,
                        () -> {
                            Seen last = seen;
                            return last == null ? 0 : value.applyAsDouble(last);
                        })
                .description(what)
                .tag("shard", shard.id())
                .register(registry);
    }

    private double age(@Nullable Instant since) {
        return since == null ? 0 : Duration.between(since, clock.instant()).toSeconds();
    }

    /** Ends by an interrupt. */
    @Override
    public void run() {
        try (LaneConnection connection = shard.connection()) {
            while (true) {
                if (shard.up().getAsBoolean()) {
                    look(connection);
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(LaneConnection connection) {
        boolean before = seen != null;
        try {
            Optional<Seen> found =
                    connection.read(session -> {
                        Optional<WebhookState> state = Webhooks.state(session);
                        return state.isPresent()
                                ? Optional.of(new Seen(state.get(), Webhooks.backlog(session)))
                                : Optional.empty();
                    });
            seen = found.orElse(null);
        } catch (LaneFault fault) {
            log.warn("cannot look: shard={} reason={}", shard.id(), fault.toString());
        } catch (RuntimeException bug) {
            // The outermost loop: the gauges would stand still for ever.
            log.error("cannot look: shard={}", shard.id(), bug);
        }
        if (seen != null && !before && !delivers) {
            log.warn(
                    "webhook is on, and this instance has no hongbao.webhook.url: shard={}",
                    shard.id());
        }
    }
}
