package io.hongbao.packet.momentlane;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.packet.moment.Moment;
import io.hongbao.packet.moment.MomentCommand;
import io.hongbao.packet.moment.MomentFacts;
import io.hongbao.packet.moment.MomentOutcome;
import io.hongbao.packet.moment.MomentOutcome.Seers;
import io.hongbao.packet.moment.MomentView;
import io.hongbao.packet.moment.ViewKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a batch's commands show: of each moment once, however many ask. */
final class ShowMoments {

    /** The most viewers that a poster is shown. */
    private static final int VIEWERS_MAX = 500;

    private final MomentFacts facts;
    private final Map<OrderNumber, Seers> seers = new HashMap<>();
    private final Map<OrderNumber, List<MomentView>> latest = new HashMap<>();

    private ShowMoments(MomentFacts facts) {
        this.facts = facts;
    }

    static ShowMoments read(Connection session, MomentFacts facts, List<MomentCommand<?>> batch)
            throws SQLException {
        var shows = new ShowMoments(facts);
        for (MomentCommand<?> command : batch) {
            if (command instanceof MomentCommand.Show show) {
                shows.read(session, show);
            }
        }
        return shows;
    }

    private void read(Connection session, MomentCommand.Show show) throws SQLException {
        OrderNumber number = show.moment();
        Moment moment = facts.moments().get(number);
        if (moment == null) {
            return;
        }
        var reads = new MomentReads(session, number.table());
        if (!seers.containsKey(number)) {
            seers.put(number, reads.seers(number));
        }
        if (moment.poster().equals(show.asking()) && !latest.containsKey(number)) {
            latest.put(number, reads.latest(number, VIEWERS_MAX + 1));
        }
    }

    MomentOutcome.OfShow of(MomentCommand.Show show) {
        Moment moment = facts.moments().get(show.moment());
        Seers count = seers.get(show.moment());
        if (moment == null || count == null) {
            return new MomentOutcome.NotFound();
        }
        List<MomentView> viewers =
                moment.poster().equals(show.asking())
                        ? latest.getOrDefault(show.moment(), List.of())
                        : List.of();
        return new MomentOutcome.Shown(
                moment,
                moment.ended(facts.now()),
                count,
                Optional.ofNullable(facts.views().get(new ViewKey(show.moment(), show.asking()))),
                viewers.subList(0, Math.min(viewers.size(), VIEWERS_MAX)),
                viewers.size() > VIEWERS_MAX);
    }
}
