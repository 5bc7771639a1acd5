package io.hongbao.packet.state;

import io.hongbao.contracts.id.OrderNumber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A packet as committed in its SET at some version. Immutable: a change makes the next one. */
public record PacketState(PacketTerms terms, PacketLifecycle lifecycle, Opens opens) {

    public static PacketState wrapped(PacketTerms terms) {
        return new PacketState(terms, PacketLifecycle.FIRST, Opens.none(terms));
    }

    public OrderNumber number() {
        return terms.number();
    }

    public StoredState state() {
        return lifecycle.state();
    }

    public int version() {
        return lifecycle.version();
    }

    /** When the owner of the table has to close or refund it; null when there is nothing to do. */
    public @Nullable Instant dueAt() {
        return switch (lifecycle.state()) {
            case UNPAID -> terms.payBy();
            case ACTIVE -> lifecycle.expiresAt();
            case FINISHED, REFUNDED, CLOSED -> null;
        };
    }

    /** Whether it was paid and its time is over at {@code now}. */
    public boolean expired(Instant now) {
        Instant expiresAt = lifecycle.expiresAt();
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    public PacketState activated(Instant paidAt) {
        return with(lifecycle.active(paidAt, terms.lifetime()));
    }

    /** Paid, but known only when the whole lifetime had passed. */
    public PacketState refundedAtOnce(Instant paidAt, Instant at) {
        return with(lifecycle.refundedAtOnce(paidAt, terms.lifetime(), at));
    }

    /**
     * Paid to see a moment: the poster has the share as of the payment, however late this becomes
     * known.
     */
    public PacketState seen(Instant paidAt) {
        var share = new OpenedShare(0, terms.poster(), terms.total(), paidAt);
        return activated(paidAt).opened(List.of(share));
    }

    /** With shares opened, at least one; finished when they were the last. */
    public PacketState opened(List<OpenedShare> added) {
        Opens all = opens.plus(added);
        PacketLifecycle next =
                all.sharesLeft() == 0
                        ? lifecycle.ended(StoredState.FINISHED, added.getLast().openedAt())
                        : lifecycle.still();
        return new PacketState(terms, next, all);
    }

    public PacketState refunded(Instant at) {
        return with(lifecycle.ended(StoredState.REFUNDED, at));
    }

    public PacketState closed(Instant at) {
        return with(lifecycle.ended(StoredState.CLOSED, at));
    }

    private PacketState with(PacketLifecycle next) {
        return new PacketState(terms, next, opens);
    }
}
