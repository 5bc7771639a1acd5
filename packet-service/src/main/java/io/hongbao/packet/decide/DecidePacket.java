package io.hongbao.packet.decide;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.packet.decide.ActivateOutcome.Activated;
import io.hongbao.packet.decide.ActivateOutcome.ActivatedBefore;
import io.hongbao.packet.decide.ActivateOutcome.OtherPayment;
import io.hongbao.packet.decide.ExpireOutcome.Closed;
import io.hongbao.packet.decide.ExpireOutcome.NothingDue;
import io.hongbao.packet.decide.ExpireOutcome.Refunded;
import io.hongbao.packet.decide.OpenOutcome.Expired;
import io.hongbao.packet.decide.OpenOutcome.Finished;
import io.hongbao.packet.decide.OpenOutcome.NotARecipient;
import io.hongbao.packet.decide.OpenOutcome.NotFound;
import io.hongbao.packet.decide.OpenOutcome.NotPaid;
import io.hongbao.packet.decide.OpenOutcome.Opened;
import io.hongbao.packet.decide.OpenOutcome.OpenedBefore;
import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.PacketState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One packet while a batch is decided: what is committed, and what the batch adds so far. */
final class DecidePacket {

    /** Operators are warned long before. */
    private static final Duration CLOCKS_DIFFER_MAX = Duration.ofMinutes(1);

    private final boolean certain;
    private final List<Change> changes = new ArrayList<>();
    private PacketState state;
    private List<OpenedShare> opening = new ArrayList<>();
    private Map<UserId, OpenedShare> openingBy = new HashMap<>();

    DecidePacket(PacketState state, boolean certain) {
        this.state = state;
        this.certain = certain;
    }

    /** A packet that the batch itself makes. */
    static DecidePacket wrapped(PacketState state, WrapFingerprint fingerprint) {
        var packet = new DecidePacket(state, true);
        packet.changes.add(new Change.Wrapped(state, fingerprint));
        return packet;
    }

    /**
     * The first reason that applies, in the order of {@link OpenOutcome}.
     *
     * @param amounts of all shares of this packet, asked only when one is opened
     */
    OpenOutcome open(UserId user, Instant now, Supplier<List<Money>> amounts) {
        if (state.terms().ofMoment()) {
            return new NotFound();
        }
        OpenedShare before = openedBy(user);
        if (before != null) {
            return new OpenedBefore(before);
        }
        return switch (state.state()) {
            case UNPAID, CLOSED -> new NotPaid();
            case ACTIVE, FINISHED, REFUNDED -> {
                if (!state.terms().admits(user)) {
                    yield new NotARecipient();
                }
                if (sharesLeft() == 0) {
                    yield new Finished();
                }
                if (state.expired(now)) {
                    yield new Expired();
                }
                yield switch (state.state()) {
                    case REFUNDED -> new Expired();
                    case ACTIVE -> take(user, now, amounts.get());
                    case UNPAID, CLOSED, FINISHED ->
                            throw new IllegalStateException(
                                    "must have no shares left: state=" + state.state());
                };
            }
        };
    }

    private Opened take(UserId user, Instant now, List<Money> amounts) {
        int shareNo = state.terms().shares() - sharesLeft();
        var share = new OpenedShare(shareNo, user, amounts.get(shareNo), now);
        opening.add(share);
        openingBy.put(user, share);
        return new Opened(share);
    }

    ActivateOutcome activate(PacketCommand.Activate payment, Instant now) {
        if (!payment.pays(state.terms()) || !isInTime(payment.paidAt(), now)) {
            return new OtherPayment();
        }
        return switch (state.state()) {
            case ACTIVE, FINISHED, REFUNDED -> new ActivatedBefore(state);
            case UNPAID, CLOSED -> {
                Change paid = paid(state, payment.paidAt(), now);
                changes.add(paid);
                state = paid.after();
                yield new Activated(state);
            }
        };
    }

    private static Change paid(PacketState before, Instant paidAt, Instant now) {
        if (before.terms().ofMoment()) {
            return new Change.Seen(before, before.seen(paidAt));
        }
        return now.isBefore(paidAt.plus(before.terms().lifetime()))
                ? new Change.Activated(before, before.activated(paidAt))
                : new Change.RefundedAtOnce(before, before.refundedAtOnce(paidAt, now));
    }

    /** Who pays has another clock than the SET that wrapped, and judges. */
    private boolean isInTime(Instant paidAt, Instant now) {
        return !paidAt.isBefore(state.terms().createdAt().minus(CLOCKS_DIFFER_MAX))
                && !paidAt.isAfter(now.plus(CLOCKS_DIFFER_MAX));
    }

    ExpireOutcome expire(Instant now) {
        return switch (state.state()) {
            case FINISHED, REFUNDED, CLOSED -> new NothingDue();
            case UNPAID -> now.isBefore(state.terms().payBy()) ? new NothingDue() : close(now);
            case ACTIVE -> state.expired(now) && sharesLeft() > 0 ? refund(now) : new NothingDue();
        };
    }

    private Closed close(Instant now) {
        PacketState before = state;
        state = before.closed(now);
        changes.add(new Change.Closed(before, state));
        return new Closed();
    }

    /** What is opened in the batch has not expired: a batch is decided at one instant. */
    private Refunded refund(Instant now) {
        PacketState before = state;
        state = before.refunded(now);
        changes.add(new Change.Refunded(before, state));
        return new Refunded(before.opens().left());
    }

    /** The packet as the batch leaves it, once {@link #finishOpening} was called. */
    PacketState state() {
        return state;
    }

    List<Change> changes() {
        finishOpening();
        return changes;
    }

    /**
     * Whether refusals may rest on this: it was read under a lock, or can never change, or the
     * batch writes it, so that the compare at the write corrects what is wrong.
     */
    boolean sound() {
        return certain || !changes.isEmpty() || !opening.isEmpty();
    }

    /** All opens of the batch are one change, one compare and one version. */
    private void finishOpening() {
        if (opening.isEmpty()) {
            return;
        }
        PacketState before = state;
        state = before.opened(opening);
        changes.add(new Change.Opened(before, state, opening));
        opening = new ArrayList<>();
        openingBy = new HashMap<>();
    }

    private int sharesLeft() {
        return state.opens().sharesLeft() - opening.size();
    }

    private @Nullable OpenedShare openedBy(UserId user) {
        OpenedShare share = openingBy.get(user);
        return share == null ? state.opens().by(user) : share;
    }
}
