package io.hongbao.packet.momentlane;

import io.hongbao.contracts.event.MomentPostedV1;
import io.hongbao.contracts.event.MomentSeenV1;
import io.hongbao.events.outbox.OutboxEvent;
import io.hongbao.events.outbox.SignEvents;
import io.hongbao.packet.moment.Moment;
import io.hongbao.packet.moment.MomentChange;
import java.util.ArrayList;
import java.util.List;

/** The events that changes are told by. That a paid view is seen is told by its packet. */
final class MomentEvents {

    private final SignEvents signEvents;

    MomentEvents(SignEvents signEvents) {
        this.signEvents = signEvents;
    }

    List<OutboxEvent> of(List<MomentChange> changes) {
        var events = new ArrayList<OutboxEvent>();
        for (MomentChange change : changes) {
            switch (change) {
                case MomentChange.Posted(var moment) -> events.add(posted(moment));
                case MomentChange.SeenForFree(var moment, var view) ->
                        events.add(
                                signEvents.sign(
                                        new MomentSeenV1(
                                                moment.number().value(),
                                                view.key().viewer().value(),
                                                moment.poster().value(),
                                                0,
                                                moment.text(),
                                                view.decidedAt())));
                case MomentChange.Decided _, MomentChange.OrderedAgain _ -> {}
            }
        }
        return events;
    }

    private OutboxEvent posted(Moment moment) {
        return signEvents.sign(
                new MomentPostedV1(
                        moment.number().value(),
                        moment.poster().value(),
                        moment.text(),
                        moment.createdAt()));
    }
}
