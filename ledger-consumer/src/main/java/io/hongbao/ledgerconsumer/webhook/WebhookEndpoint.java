package io.hongbao.ledgerconsumer.webhook;

import io.hongbao.catalogue.WalletShard;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.SqlWork;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.ledger.webhook.WebhookBacklog;
import io.hongbao.ledger.webhook.WebhookState;
import io.hongbao.ledger.webhook.Webhooks;
import io.hongbao.ledgerconsumer.shard.ShardDatabases;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** How the webhook gets on in each shard, and setting it right by hand. */
@Endpoint(id = "webhook")
final class WebhookEndpoint {

    private static final String UNAVAILABLE = "unavailable";
    private static final String OFF = "off";

    private final ShardDatabases shards;
    private final boolean delivers;
    private final InstantSource clock;

    /** {@code delivers}: whether this instance does. */
    WebhookEndpoint(ShardDatabases shards, boolean delivers, InstantSource clock) {
        this.shards = shards;
        this.delivers = delivers;
        this.clock = clock;
    }

    /**
     * A shard.
     *
     * @param state {@code off}, {@code enabled}, {@code disabled} or {@code unavailable}
     */
    private record View(
            String shard,
            String state,
            @Nullable Instant since,
            @Nullable Instant replayingSince,
            @Nullable WebhookBacklog waiting,
            @Nullable String lastAnswer,
            @Nullable Instant lastAnswerAt) {

        static View of(String shard, WebhookState state, WebhookBacklog waiting) {
            return new View(
                    shard,
                    state.disabled() ? "disabled" : "enabled",
                    state.disabledAt(),
                    state.replaySince(),
                    waiting,
                    state.lastAnswer(),
                    state.lastAnswerAt());
        }

        static View without(String shard, String state) {
            return new View(shard, state, null, null, null, null, null);
        }
    }

    @ReadOperation
    Map<String, List<View>> state() {
        return onEach(shard ->
                session -> {
                    Optional<WebhookState> state = Webhooks.state(session);
                    return state.isPresent()
                            ? View.of(shard, state.get(), Webhooks.backlog(session))
                            : View.without(shard, OFF);
                });
    }

    /**
     * Delivery is enabled, and what failed is tried at once.
     *
     * @param since what was told from then on is delivered again, {@code 2026-11-21T04:00:00Z}
     */
    @WriteOperation
    WebEndpointResponse<Map<String, ?>> replay(@Nullable String since) {
        Instant from;
        try {
            from = since == null ? null : Instant.parse(since);
        } catch (DateTimeParseException _) {
            return refused("must be a time like 2026-11-21T04:00:00Z: since");
        }
        onEach(shard ->
                session -> {
                    Webhooks.replay(session, from, clock.instant());
                    return View.without(shard, OFF);
                });
        return new WebEndpointResponse<>(state());
    }

    /** Nobody notes any more what is to be delivered, and what waits is forgotten. */
    @DeleteOperation
    WebEndpointResponse<Map<String, ?>> switchOff() {
        if (delivers) {
            return refused(
                    "must be without hongbao.webhook.url: this instance would switch it on again");
        }
        return new WebEndpointResponse<>(
                onEach(shard ->
                        session -> {
                            Webhooks.switchOff(session);
                            return View.without(shard, OFF);
                        }));
    }

    private static WebEndpointResponse<Map<String, ?>> refused(String rule) {
        return new WebEndpointResponse<>(
                Map.of("refused", rule), WebEndpointResponse.STATUS_BAD_REQUEST);
    }

    private interface OnShard {
        SqlWork<View> work(String shard);
    }

    private Map<String, List<View>> onEach(OnShard does) {
        return Map.of("shards", shards.all().stream().map(shard -> on(shard, does)).toList());
    }

    private View on(WalletShard shard, OnShard does) {
        try (LaneConnection connection = shards.connection("webhook-endpoint", shard)) {
            return connection.inTransaction(does.work(shard.id()));
        } catch (LaneFault down) {
            return View.without(shard.id(), UNAVAILABLE);
        }
    }
}
