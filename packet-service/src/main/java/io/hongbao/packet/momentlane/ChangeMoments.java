package io.hongbao.packet.momentlane;

import io.hongbao.events.outbox.Outbox;
import io.hongbao.events.outbox.OutboxEvent;
import io.hongbao.lanes.commit.CommitHandler;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.SqlScript;
import io.hongbao.packet.lane.DecideAgain;
import io.hongbao.packet.moment.DecideMoments;
import io.hongbao.packet.moment.MomentChange;
import io.hongbao.packet.moment.MomentCommand;
import io.hongbao.packet.moment.MomentFacts;
import io.hongbao.packet.moment.MomentOutcome;
import io.hongbao.packet.momentlane.MomentLane.LaneContext;
import io.hongbao.packet.order.OrderNumbers;
import io.hongbao.packet.store.PacketReads;
import io.micrometer.core.instrument.Counter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Handles everything that waits in a SET's lane of moments as one database transaction: read,
 * decided in memory, written, committed, remembered, answered. Unique keys and compares find out
 * what another instance, or a commit whose answer was lost, decided first; then the batch is read
 * and decided again.
 */
final class ChangeMoments implements CommitHandler<MomentCommand<?>, MomentOutcome> {

    private final LaneContext context;
    private final List<OrderNumbers> numbers;
    private final MomentMemory memory = new MomentMemory();
    private final MomentEvents events;
    private final Counter missed;

    /**
     * Makes the handler of a lane.
     *
     * @param numbers of all tables, in their order
     * @param missed counts what was decided in vain
     */
    ChangeMoments(LaneContext context, List<OrderNumbers> numbers, Counter missed) {
        this.context = context;
        this.numbers = numbers;
        this.missed = missed;
        events = new MomentEvents(context.shared().signEvents());
    }

    @Override
    public List<MomentOutcome> handle(LaneConnection connection, List<MomentCommand<?>> batch) {
        return DecideAgain.untilWritten(missed, _ -> attempt(connection, batch));
    }

    /** What a database transaction did, to be acted on after its commit. */
    private record Effects(
            MomentFacts facts,
            List<MomentOutcome> outcomes,
            List<MomentChange> changes,
            List<OutboxEvent> events,
            long outboxId) {}

    private List<MomentOutcome> attempt(LaneConnection connection, List<MomentCommand<?>> batch) {
        var known = new MomentBatch(batch, memory);
        Instant now = context.setClock().now();
        if (known.isWhole()) {
            return outcomes(
                    batch,
                    decisions(known.remembered(now)),
                    show -> {
                        throw new IllegalStateException("must be read: " + show);
                    });
        }
        reserve(connection, known);
        Effects written = connection.inTransaction(session -> write(session, batch, known, now));
        remember(written);
        if (!written.events().isEmpty()) {
            context.relay().publish(written.outboxId(), written.events());
        }
        return written.outcomes();
    }

    /** Each lease is a commit of its own: what a rolled back batch took is lost. */
    private void reserve(LaneConnection connection, MomentBatch batch) {
        batch.newNumbers()
                .forEach((table, count) ->
                        numbers.get(table)
                                .reserve(
                                        count,
                                        (of, size) ->
                                                connection.inTransaction(session ->
                                                        PacketReads.lease(session, of, size))));
    }

    private Effects write(
            Connection session, List<MomentCommand<?>> batch, MomentBatch known, Instant now)
            throws SQLException {
        MomentFacts facts = known.read(session, now);
        var shows = ShowMoments.read(session, facts, batch);
        DecideMoments decisions = decisions(facts);
        List<MomentOutcome> outcomes = outcomes(batch, decisions, shows::of);
        List<MomentChange> changes = decisions.changes();
        List<OutboxEvent> told = events.of(changes);
        return new Effects(facts, outcomes, changes, told, write(session, changes, told));
    }

    /** The changes and the row that tells of them, in one round trip; the row's id, or 0. */
    private long write(Connection session, List<MomentChange> changes, List<OutboxEvent> told)
            throws SQLException {
        SqlScript script = new SqlScript().addAll(MomentWrites.statements(changes));
        if (told.isEmpty()) {
            script.run(session);
            return 0;
        }
        int table = changes.getFirst().number().table();
        return script.add(Outbox.row(table, told, context.setClock().now())).runForKey(session);
    }

    private DecideMoments decisions(MomentFacts facts) {
        return new DecideMoments(
                facts, context.shared().rules(), table -> numbers.get(table).next());
    }

    private static List<MomentOutcome> outcomes(
            List<MomentCommand<?>> batch,
            DecideMoments decisions,
            Function<MomentCommand.Show, MomentOutcome> show) {
        return batch.stream()
                .map(command ->
                        switch (command) {
                            case MomentCommand.Post post -> decisions.post(post);
                            case MomentCommand.View view -> decisions.view(view);
                            case MomentCommand.Show shown -> show.apply(shown);
                        })
                .toList();
    }

    private void remember(Effects committed) {
        committed.facts().moments().values().forEach(memory::remember);
        committed.facts().posted().values().forEach(memory::remember);
        committed.facts().views().values().forEach(memory::remember);
        for (MomentChange change : committed.changes()) {
            memory.remember(change.moment());
            if (change instanceof MomentChange.SeenForFree(_, var view)) {
                memory.remember(view);
            }
        }
    }
}
