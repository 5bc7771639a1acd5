package io.hongbao.pay.packet;

import io.hongbao.contracts.call.ActivationAnswer;
import io.hongbao.contracts.call.PacketSummary;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.lane.KeyedLanes;
import io.hongbao.lanes.lane.Lane;
import io.hongbao.lanes.lane.LaneSettings;
import io.hongbao.pay.http.BoundedCalls;
import io.hongbao.pay.packet.SummaryAnswer.Found;
import io.hongbao.pay.packet.SummaryAnswer.NoSuchPacket;
import io.hongbao.pay.packet.SummaryAnswer.NotNow;
import io.hongbao.serving.metric.OperationMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Calls the instance that owns the packet's table, and the next one when it is gone. */
final class HttpPacketService implements PacketService, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpPacketService.class);
    private static final int INSTANCES_MAX = 2;

    /** Instances × SETs. */
    private static final int LANES_MAX = 4_096;

    private static final Duration LANE_IDLE = Duration.ofMinutes(1);

    private final PacketInstances instances;
    private final Tickets tickets;
    private final JsonMapper json;
    private final Clock clock;
    private final OperationMetrics metrics;
    private final BoundedCalls calls;
    private final Duration answerMax;
    private final KeyedLanes<TellPaid.Target, TellPaid.Payment, TellPaid.Said> lanes;

    HttpPacketService(
            PacketInstances instances,
            Tickets tickets,
            JsonMapper json,
            Clock clock,
            MeterRegistry registry,
            PacketServiceSettings settings) {
        this.instances = instances;
        this.tickets = tickets;
        this.json = json;
        this.clock = clock;
        metrics = new OperationMetrics(registry);
        answerMax = settings.answerMax();
        calls = new BoundedCalls(settings.connectMax(), answerMax);
        lanes =
                new KeyedLanes<>(
                        LANES_MAX,
                        LANE_IDLE,
                        target ->
                                Lane.start(
                                        LaneSettings.combining(
                                                target.laneName(),
                                                "tell_paid",
                                                settings.callsInFlight()),
                                        new TellPaid(target, tickets, json, clock, calls),
                                        clock,
                                        registry));
    }

    @Override
    public void tellPaid(PacketPaidV1 paid) {
        Instant start = clock.instant();
        var packet = new OrderNumber(paid.orderNumber());
        String body = json.writeValueAsString(paid);
        String digest =
                RequestDigest.of(
                        "POST", ActivationAnswer.PATH, null, body.getBytes(StandardCharsets.UTF_8));
        var ticket =
                Ticket.of(Operation.ACTIVATE, new UserId(paid.payerId()), packet, digest, start);
        var payment =
                new TellPaid.Payment(
                        tickets.sign(Hop.PAY_PACKET, ticket), body, start.plus(answerMax));
        String outcome = tell(packet, payment).name().toLowerCase(Locale.ROOT);
        metrics.record("tell_paid", outcome, Duration.between(start, clock.instant()));
    }

    /** What the owner says; when it is gone, what the next one says. All within the same time. */
    private TellPaid.Said tell(OrderNumber packet, TellPaid.Payment payment) {
        for (Instance instance : asked(packet)) {
            TellPaid.Said said = tell(new TellPaid.Target(instance, packet.set()), payment);
            if (said != TellPaid.Said.NO_ANSWER) {
                return said;
            }
        }
        return TellPaid.Said.NO_ANSWER;
    }

    private TellPaid.Said tell(TellPaid.Target target, TellPaid.Payment payment) {
        var said = lanes.submit(target, payment, payment.until());
        try {
            Duration left = Duration.between(clock.instant(), payment.until());
            return said.get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return TellPaid.Said.NO_ANSWER;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof LaneFault fault) {
                log.debug("payment not told: {}", fault.toString());
                return TellPaid.Said.NO_ANSWER;
            }
            throw new IllegalStateException("a lane failed", failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return TellPaid.Said.NO_ANSWER;
        } finally {
            // A payment that nobody waits for any more is told by its event.
            said.cancel(false);
        }
    }

    @Override
    public SummaryAnswer summary(OrderNumber packet, UserId asker) {
        String ticket =
                tickets.sign(
                        Hop.PAY_PACKET,
                        Ticket.of(
                                Operation.VIEW_SUMMARY,
                                asker,
                                packet,
                                RequestDigest.NONE,
                                clock.instant()));
        return call(
                        packet,
                        instance ->
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        instance.url()
                                                                + PacketSummary.PATH
                                                                + packet))
                                        .header(Tickets.HEADER, ticket)
                                        .build())
                .map(this::summary)
                .orElseGet(NotNow::new);
    }

    private SummaryAnswer summary(HttpResponse<String> answer) {
        try {
            return switch (answer.statusCode()) {
                case 200 -> new Found(json.readValue(answer.body(), PacketSummary.class));
                case 404 -> new NoSuchPacket();
                default -> new NotNow();
            };
        } catch (JacksonException malformed) {
            throw new IllegalStateException("packet service breaks its contract", malformed);
        }
    }

    /** The first answer; empty when nobody answered. All that is called here can be repeated. */
    private Optional<HttpResponse<String>> call(
            OrderNumber packet, Function<Instance, HttpRequest> request) {
        for (Instance instance : asked(packet)) {
            try {
                return Optional.of(calls.send(request.apply(instance)));
            } catch (IOException failure) {
                log.debug("packet service gave no answer: url={}", instance.url(), failure);
            }
        }
        return Optional.empty();
    }

    private List<Instance> asked(OrderNumber packet) {
        List<Instance> ranked = instances.ranked(packet);
        return ranked.subList(0, Math.min(INSTANCES_MAX, ranked.size()));
    }

    @Override
    public void close() {
        lanes.close();
        calls.close();
    }
}
