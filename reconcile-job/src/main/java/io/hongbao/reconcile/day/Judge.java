package io.hongbao.reconcile.day;

import io.hongbao.contracts.event.PacketActivatedV1;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.event.PacketRefundedV1;
import io.hongbao.contracts.event.ShareOpenedV1;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.reconcile.compare.Comparison;
import io.hongbao.reconcile.compare.Difference;
import io.hongbao.reconcile.compare.Line;
import io.hongbao.reconcile.day.DayReport.Sum;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.stage.Stages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says of each difference whether it is under way or wrong, and what it is called. */
final class Judge {

    private final Stages stages;
    private final Instant settledAt;
    private final Found found;
    private final Map<Comparison, Sum> inFlight = new EnumMap<>(Comparison.class);
    private final List<Difference> old = new ArrayList<>();

    /**
     * @param settledAt what was decided later may be under way
     */
    Judge(Stages stages, Instant settledAt, Found found) {
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

    /** After all blocks were read: what is old and still in an outbox is under way too. */
    void finish() {
        Set<String> orders =
                old.stream().map(it -> it.line().orderNo()).collect(Collectors.toSet());
        Set<String> waiting =
                orders.isEmpty()
                        ? Set.of()
                        : Outboxes.waiting(
                                Stream.of(stages.sets(), stages.causeShards())
                                        .map(Map::values)
                                        .flatMap(Collection::stream)
                                        .toList(),
                                orders);
        for (Difference difference : old) {
            String event =
                    Outboxes.name(eventOf(difference.comparison()), difference.line().orderNo());
            if (waiting.contains(event)) {
                underWay(difference);
            } else {
                found.add(finding(difference));
            }
        }
        old.clear();
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
    private static String eventOf(Comparison comparison) {
        return switch (comparison) {
            case PAYMENTS -> PacketPaidV1.TYPE;
            case CREDITS, RECEIVED -> ShareOpenedV1.TYPE;
            case REFUNDS -> PacketRefundedV1.TYPE;
            case SENT -> PacketActivatedV1.TYPE;
            case COUNTERS -> "";
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
                        "%s | its wrap was paid as %s".formatted(packet.told(), paid.getFirst()));
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
                        "select state from send_order_%d where order_no = ?"
                                .formatted(number.table()),
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
