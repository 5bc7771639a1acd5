package io.hongbao.packet.lane;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.event.MomentSeenV1;
import io.hongbao.contracts.event.NotificationV1;
import io.hongbao.contracts.event.PacketActivatedV1;
import io.hongbao.contracts.event.PacketRefundedV1;
import io.hongbao.contracts.event.ShareOpenedV1;
import io.hongbao.events.outbox.OutboxEvent;
import io.hongbao.events.outbox.SignEvents;
import io.hongbao.packet.decide.Change;
import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.PacketTerms;
import io.hongbao.packet.state.StoredState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events that changes are told by, ready for the outbox. */
public final class PacketEvents {

    private final SignEvents signEvents;

    public PacketEvents(SignEvents signEvents) {
        this.signEvents = signEvents;
    }

    List<OutboxEvent> of(List<Change> changes) {
        var events = new ArrayList<OutboxEvent>();
        for (Change change : changes) {
            switch (change) {
                case Change.Wrapped _, Change.Closed _ -> {}
                case Change.Activated(_, var after) -> events.add(activated(after));
                case Change.RefundedAtOnce(_, var after) -> {
                    events.add(activated(after));
                    events.add(refunded(after));
                }
                case Change.Opened(_, var after, var shares) -> {
                    for (OpenedShare share : shares) {
                        events.add(opened(after.terms(), share));
                    }
                    if (after.state() == StoredState.FINISHED) {
                        events.add(finished(after));
                    }
                }
                case Change.Seen(_, var after) -> {
                    OpenedShare share = after.opens().shares().getFirst();
                    events.add(opened(after.terms(), share));
                    events.add(seen(after.terms(), share));
                }
                case Change.Refunded(_, var after) -> events.add(refunded(after));
            }
        }
        return events;
    }

    private OutboxEvent activated(PacketState packet) {
        PacketTerms terms = packet.terms();
        return signEvents.sign(
                new PacketActivatedV1(
                        terms.number().value(),
                        terms.sender().value(),
                        terms.kind().name(),
                        terms.total().fen(),
                        terms.shares(),
                        terms.greeting(),
                        known(packet.lifecycle().paidAt()),
                        known(packet.lifecycle().expiresAt())));
    }

    private OutboxEvent opened(PacketTerms terms, OpenedShare share) {
        return signEvents.sign(
                new ShareOpenedV1(
                        terms.number().value(),
                        share.shareNo(),
                        share.user().value(),
                        share.amount().fen(),
                        share.openedAt(),
                        terms.sender().value(),
                        terms.kind().name(),
                        terms.greeting()));
    }

    private OutboxEvent seen(PacketTerms terms, OpenedShare share) {
        return signEvents.sign(
                new MomentSeenV1(
                        terms.moment().value(),
                        terms.sender().value(),
                        share.user().value(),
                        share.amount().fen(),
                        terms.greeting(),
                        share.openedAt()));
    }

    private OutboxEvent finished(PacketState packet) {
        PacketTerms terms = packet.terms();
        Optional<OpenedShare> luckiest =
                terms.kind() == PacketKind.LUCKY ? packet.opens().luckiest() : Optional.empty();
        return signEvents.sign(
                NotificationV1.finished(
                        terms.number().value(),
                        terms.sender().value(),
                        terms.total().fen(),
                        luckiest.map(share -> share.user().value()).orElse(0L),
                        luckiest.map(share -> share.amount().fen()).orElse(0L),
                        known(packet.lifecycle().endedAt())));
    }

    private OutboxEvent refunded(PacketState packet) {
        PacketTerms terms = packet.terms();
        return signEvents.sign(
                new PacketRefundedV1(
                        terms.number().value(),
                        terms.sender().value(),
                        packet.opens().left().fen(),
                        packet.opens().sharesLeft(),
                        known(packet.lifecycle().endedAt())));
    }

    private static Instant known(@Nullable Instant instant) {
        return Objects.requireNonNull(instant, "a packet of this state has it");
    }
}
