package io.hongbao.packet.state;

import io.hongbao.contracts.id.OrderNumber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A packet as committed in its SET at some version. Immutable: a change makes the next one. */
public record PacketState(SendOrder order, Stage stage, Opens opens) {

    public static PacketState wrapped(SendOrder order) {
        return new PacketState(order, Stage.FIRST, Opens.none(order));
    }

    public OrderNumber number() {
        return order.number();
    }

    public StoredState state() {
        return stage.state();
    }

    public int version() {
        return stage.version();
    }

    /** When the owner of the table has to close or refund it; null when there is nothing to do. */
    public @Nullable Instant dueAt() {
        return switch (stage.state()) {
            case UNPAID -> order.payBy();
            case ACTIVE -> stage.expiresAt();
            case FINISHED, REFUNDED, CLOSED -> null;
        };
    }

    /** Whether it was paid and its time is over at {@code now}. */
    public boolean expired(Instant now) {
        Instant expiresAt = stage.expiresAt();
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    public PacketState activated(Instant paidAt) {
        return with(stage.active(paidAt, order.lifetime()));
    }

    /** Paid, but known only when the whole lifetime had passed. */
    public PacketState refundedAtOnce(Instant paidAt, Instant at) {
        return with(stage.refundedAtOnce(paidAt, order.lifetime(), at));
    }

    /** With shares opened, at least one; finished when they were the last. */
    public PacketState opened(List<OpenedShare> added) {
        Opens all = opens.plus(added);
        Stage next =
                all.sharesLeft() == 0
                        ? stage.ended(StoredState.FINISHED, added.getLast().openedAt())
                        : stage.still();
        return new PacketState(order, next, all);
    }

    public PacketState refunded(Instant at) {
        return with(stage.ended(StoredState.REFUNDED, at));
    }

    public PacketState closed(Instant at) {
        return with(stage.ended(StoredState.CLOSED, at));
    }

    private PacketState with(Stage next) {
        return new PacketState(order, next, opens);
    }
}
