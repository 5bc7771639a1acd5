package io.hongbao.packet.momentlane;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.packet.moment.Moment;
import io.hongbao.packet.moment.MomentCommand;
import io.hongbao.packet.moment.MomentFacts;
import io.hongbao.packet.moment.MomentView;
import io.hongbao.packet.moment.ViewKey;
import io.hongbao.packet.state.WrapKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a batch has to know: from memory what never changes, and what has to be read of the rest.
 */
final class MomentBatch {

    private final Map<OrderNumber, Moment> moments = new HashMap<>();
    private final Map<ViewKey, MomentView> views = new HashMap<>();
    private final Map<Integer, ToRead> toRead = new TreeMap<>();
    private final Map<Integer, Integer> newNumbers = new TreeMap<>();

    /** Of one table. */
    private record ToRead(Set<OrderNumber> moments, Set<ViewKey> views, Set<WrapKey> keys) {

        ToRead() {
            this(new HashSet<>(), new HashSet<>(), new HashSet<>());
        }
    }

    MomentBatch(List<MomentCommand<?>> batch, MomentMemory memory) {
        for (MomentCommand<?> command : batch) {
            switch (command) {
                case MomentCommand.Post post -> {
                    ofTable(post.table()).keys().add(post.key());
                    newNumbers.merge(post.table(), 1, Integer::sum);
                }
                case MomentCommand.View view -> {
                    if (add(view.moment(), view.viewer(), memory)) {
                        newNumbers.merge(view.table(), 1, Integer::sum);
                    }
                }
                case MomentCommand.Show show -> {
                    add(show.moment(), show.asking(), memory);
                    ofTable(show.table());
                }
            }
        }
    }

    /** Whether the user's view has to be read. */
    private boolean add(OrderNumber number, UserId user, MomentMemory memory) {
        Moment moment = memory.moment(number);
        if (moment == null) {
            ofTable(number.table()).moments().add(number);
        } else {
            moments.put(number, moment);
            if (moment.poster().equals(user)) {
                return false;
            }
        }
        var key = new ViewKey(number, user);
        MomentView seen = memory.seen(key);
        if (seen == null) {
            ofTable(number.table()).views().add(key);
            return true;
        }
        views.put(key, seen);
        return false;
    }

    private ToRead ofTable(int table) {
        return toRead.computeIfAbsent(table, _ -> new ToRead());
    }

    /** Whether memory answers all of it. */
    boolean isWhole() {
        return toRead.isEmpty();
    }

    /** How many order numbers it needs at most, by table. */
    Map<Integer, Integer> newNumbers() {
        return newNumbers;
    }

    MomentFacts remembered(Instant now) {
        return new MomentFacts(moments, Map.of(), views, now);
    }

    /**
     * What is known and what is read. That a moment has ended is told on what is certain: then a
     * commit that is under way is waited for.
     */
    MomentFacts read(Connection session, Instant now) throws SQLException {
        var posted = new HashMap<WrapKey, Moment>();
        for (Map.Entry<Integer, ToRead> of : toRead.entrySet()) {
            var reads = new MomentReads(session, of.getKey());
            moments.putAll(reads.moments(of.getValue().moments()));
            posted.putAll(reads.posted(of.getValue().keys()));
            boolean lock =
                    of.getValue().views().stream()
                            .map(view -> moments.get(view.moment()))
                            .anyMatch(moment -> moment != null && moment.ended(now));
            views.putAll(reads.views(of.getValue().views(), lock));
        }
        return new MomentFacts(moments, posted, views, now);
    }
}
