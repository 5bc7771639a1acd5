package io.hongbao.reconcile.day;

import io.hongbao.contracts.event.PacketActivatedV1;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.event.PacketRefundedV1;
import io.hongbao.contracts.event.ShareOpenedV1;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.routing.WalletSlot;
import io.hongbao.reconcile.compare.Comparison;
import io.hongbao.reconcile.compare.Difference;
import io.hongbao.reconcile.compare.Line;
import io.hongbao.reconcile.day.DayReport.Sum;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.stage.Stages;
import io.hongbao.reconcile.underway.EventId;
import io.hongbao.reconcile.underway.KafkaEvents;
import io.hongbao.reconcile.underway.KafkaEvents.Sought;
import io.hongbao.reconcile.underway.Outboxes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says of each difference whether it is under way or wrong, and what it is called. */
final class JudgeDifference {

    private final Stages stages;
    private final Instant settledAt;
    private final DiscrepancyCollector found;
    private final Map<Comparison, Sum> inFlight = new EnumMap<>(Comparison.class);
    private final List<Difference> old = new ArrayList<>();

    /**
     * @param settledAt what was decided later may be under way
     */
    JudgeDifference(Stages stages, Instant settledAt, DiscrepancyCollector found) {
        this.stages = stages;
        this.settledAt = settledAt;
        this.found = found;
    }

    void judge(List<Difference> differences) {
        for (Difference difference : differences) {
            if (!difference.lacksEffect() || !difference.comparison().byShard()) {
                found.add(finding(difference));
            } else if (young(difference.line())) {
                underWay(difference);
            } else {
                old.add(difference);
            }
        }
    }

    /** After all blocks were read: what is old, and whose event still waits, is under way too. */
    void finish() {
        old.removeIf(this::refunded);
        List<Difference> notInOutboxes = without(old, waitingInOutboxes());
        List<Difference> missing = without(notInOutboxes, waitingInKafka(notInOutboxes));
        missing.forEach(difference -> found.add(finding(difference)));
        old.clear();
    }

    /** Whether it is a payment that was given back, since its packet's SET is lost. */
    private boolean refunded(Difference difference) {
        return difference.comparison() == Comparison.PAYMENTS
                && stages.causeShards().values().stream()
                        .anyMatch(shard ->
                                shard.number(
                                                """
                                                select count(*) from transfer
                                                where kind = 'PAYMENT_REFUND' and business_no = ?
                                                """,
                                                difference.line().orderNo())
                                        > 0);
    }

    /** Those whose event does not wait; the others are under way. */
    private List<Difference> without(List<Difference> some, Set<Difference> waiting) {
        waiting.forEach(this::underWay);
        return some.stream().filter(difference -> !waiting.contains(difference)).toList();
    }

    private Set<Difference> waitingInOutboxes() {
        if (old.isEmpty()) {
            return Set.of();
        }
        Set<EventId> waiting =
                Outboxes.waiting(
                        Stream.of(stages.sets(), stages.causeShards())
                                .map(Map::values)
                                .flatMap(Collection::stream)
                                .toList(),
                        old.stream().map(JudgeDifference::eventOf).collect(Collectors.toSet()));
        return old.stream()
                .filter(difference -> waiting.contains(eventOf(difference)))
                .collect(Collectors.toSet());
    }

    private Set<Difference> waitingInKafka(List<Difference> some) {
        KafkaEvents kafka = stages.kafka();
        if (kafka == null || some.isEmpty()) {
            return Set.of();
        }
        Map<Difference, Sought> sought = new HashMap<>();
        some.forEach(difference ->
                soughtFor(difference).ifPresent(event -> sought.put(difference, event)));
        Set<Sought> waiting = kafka.waiting(sought.values());
        return some.stream()
                .filter(difference -> waiting.contains(sought.get(difference)))
                .collect(Collectors.toSet());
    }

    Sum inFlight(Comparison comparison) {
        return inFlight.getOrDefault(comparison, Sum.NONE);
    }

    private boolean young(Line cause) {
        Instant at = cause.at();
        return at != null && !at.isBefore(settledAt);
    }

    private void underWay(Difference difference) {
        inFlight.merge(
                difference.comparison(),
                new Sum(1, difference.fen()),
                (one, other) -> new Sum(one.count() + other.count(), one.fen() + other.fen()));
    }

    /** What carries the effect. */
    private static EventId eventOf(Difference difference) {
        String type =
                switch (difference.comparison()) {
                    case PAYMENTS -> PacketPaidV1.TYPE;
                    case CREDITS, RECEIVED -> ShareOpenedV1.TYPE;
                    case REFUNDS -> PacketRefundedV1.TYPE;
                    case SENT -> PacketActivatedV1.TYPE;
                    case COUNTERS -> "";
                };
        return EventId.to(type, difference.line().orderNo(), difference.line().userId());
    }

    /** Who applies it, and from which partition; nobody, when the number names no SET. */
    private static Optional<Sought> soughtFor(Difference difference) {
        Line cause = difference.line();
        var slot = new WalletSlot((int) Math.floorMod(cause.userId(), (long) WalletSlot.COUNT));
        EventId event = eventOf(difference);
        return switch (difference.comparison()) {
            case PAYMENTS ->
                    OrderNumber.parse(cause.orderNo())
                            .map(number -> Topics.partitionOf(number.set()))
                            .map(at -> new Sought(Topics.GROUP_ACTIVATIONS, at, event));
            case CREDITS, REFUNDS ->
                    Optional.of(new Sought(Topics.GROUP_CREDITS, Topics.partitionOf(slot), event));
            case RECEIVED, SENT ->
                    Optional.of(new Sought(Topics.GROUP_RECORDS, Topics.partitionOf(slot), event));
            case COUNTERS -> Optional.empty();
        };
    }

    private Finding finding(Difference difference) {
        Line line = difference.line();
        if (difference.comparison() == Comparison.PAYMENTS) {
            if (difference.effect() == null) {
                return paymentWithoutPacket(difference);
            }
            if (difference.cause() == null) {
                return packetWithoutPayment(difference);
            }
        }
        return finding(difference, difference.kind(), line.id(), difference.evidence());
    }

    /** The packet may be there and unpaid, or not be there at all. */
    private Finding paymentWithoutPacket(Difference difference) {
        Line payment = difference.line();
        String state = stateOf(payment.orderNo());
        return state == null
                ? finding(
                        difference,
                        Kind.PAYMENT_OF_NO_PACKET,
                        payment.id(),
                        payment.told() + " | no send order")
                : finding(
                        difference,
                        Kind.PAYMENT_NOT_ACTIVATED,
                        payment.id(),
                        payment.told() + " | state " + state);
    }

    /** The payment may have been for the same wrap's packet in another SET. */
    private Finding packetWithoutPayment(Difference difference) {
        Line packet = difference.line();
        for (Snapshot shard : stages.causeShards().values()) {
            List<String> paid =
                    shard.rows(
                            "select business_no from transfer where user_id = ? and wrap_key = ?",
                            row -> row.getString(1),
                            packet.userId(),
                            packet.more());
            if (!paid.isEmpty()) {
                return finding(
                        difference,
                        Kind.WRAP_ACTIVE_TWICE,
                        packet.id(),
                        packet.told() + " | its wrap was paid as " + paid.getFirst());
            }
        }
        return finding(difference, Kind.ACTIVE_WITHOUT_PAYMENT, packet.id(), difference.evidence());
    }

    /** Null when the SET does not have the packet, or there is no such SET. */
    private @Nullable String stateOf(String order) {
        OrderNumber number = OrderNumber.parse(order).orElse(null);
        Snapshot set = number == null ? null : stages.sets().get(number.set().number());
        if (number == null || set == null) {
            return null;
        }
        List<String> states =
                set.rows(
                        "select state from send_order_" + number.table() + " where order_no = ?",
                        row -> row.getString(1),
                        order);
        return states.isEmpty() ? null : states.getFirst();
    }

    private static Finding finding(
            Difference difference, Kind kind, String subject, String evidence) {
        Line line = difference.line();
        return new Finding(
                kind,
                line.orderNo(),
                subject,
                line.place(),
                line.userId(),
                difference.fen(),
                difference.comparison().title() + ": " + evidence);
    }
}
