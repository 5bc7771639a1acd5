package io.hongbao.gateway.combine;

import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.gateway.combine.Sent.Answered;
import io.hongbao.gateway.combine.Sent.NotAnswered;
import io.hongbao.gateway.forward.OutgoingCall;
import io.hongbao.gateway.forward.Reply;
import io.hongbao.gateway.forward.Reply.Silence;
import io.hongbao.lanes.lane.BatchHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Sends what waits in one lane as one call. A call without a right answer is no fault of the lane:
 * its items are told so, and try the next instance.
 */
final class SendBatch<A> implements BatchHandler<Item, Sent<A>> {

    private static final Logger LOG = LoggerFactory.getLogger(SendBatch.class);

    private static final int OK = 200;

    private final BatchKind<A> kind;
    private final BatchTarget target;
    private final BatchMeans means;

    SendBatch(BatchKind<A> kind, BatchTarget target, BatchMeans means) {
        this.kind = kind;
        this.target = target;
        this.means = means;
    }

    @Override
    public List<Sent<A>> handle(List<Item> batch) {
        if (means.instances().avoids(target.instance(), target.scope())
                && batch.stream().allMatch(Item::hasAlternative)) {
            return notAnswered(batch, Silence.UNREACHABLE);
        }
        Reply reply =
                means.callInstance().call(target.instance(), call(batch), kind.times().attempt());
        return switch (reply) {
            case Reply.Answered answered -> answers(batch, answered);
            case Reply.NoAnswer(var reason) -> {
                means.metrics().noAnswer(reason);
                means.instances().avoid(target.instance(), target.scope(), reason);
                yield notAnswered(batch, reason);
            }
        };
    }

    private OutgoingCall call(List<Item> batch) {
        Instant now = means.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        var items =
                batch.stream()
                        .map(item ->
                                new BatchKind.Sending(
                                        item, timeLeftMs(item, now), now.toEpochMilli()))
                        .toList();
        return new OutgoingCall(
                "POST",
                kind.path(),
                Map.of(
                        "Content-Type",
                        "application/json",
                        Tickets.HEADER,
                        means.tickets().sign(kind.hop(), Ticket.ofBatch(kind.path(), now))),
                means.json().writeValueAsBytes(kind.write().apply(items)));
    }

    private int timeLeftMs(Item item, Instant now) {
        Duration left = Duration.between(now, item.deadline());
        Duration attempt = kind.times().attempt().minus(means.answerMargin());
        return (int) Math.max(1, Math.min(left.toMillis(), attempt.toMillis()));
    }

    private List<Sent<A>> answers(List<Item> batch, Reply.Answered answered) {
        if (answered.status() != OK) {
            // An instance that is stopping, or one that was given other keys.
            LOG.warn(
                    "batch refused: instance={} kind={} status={}",
                    target.instance().url(),
                    kind.name(),
                    answered.status());
            return notAnswered(batch, Silence.BROKEN);
        }
        try {
            List<A> answers = kind.read().apply(answered.body());
            if (answers.size() == batch.size()) {
                return answers.stream().map(answer -> (Sent<A>) new Answered<>(answer)).toList();
            }
            LOG.error(
                    "must answer every item: instance={} kind={} items={} answers={}",
                    target.instance().url(),
                    kind.name(),
                    batch.size(),
                    answers.size());
        } catch (JacksonException e) {
            LOG.error("answer is not of the form agreed: kind={}", kind.name(), e);
        }
        return notAnswered(batch, Silence.BROKEN);
    }

    private static <A> List<Sent<A>> notAnswered(List<Item> batch, Silence reason) {
        return Collections.nCopies(batch.size(), new NotAnswered<>(reason));
    }
}
