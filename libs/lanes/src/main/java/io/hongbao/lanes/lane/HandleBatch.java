package io.hongbao.lanes.lane;

import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.DeadlinePassed;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.lanes.fault.RowLocked;
import io.hongbao.lanes.fault.Unavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every command of a batch its answer, whatever the handler does: at most 2n-1 calls for n
 * commands with data faults or bugs, one without those that wait for rows, and one repeat of each
 * for a deadlock and for an unknown outcome.
 */
final class HandleBatch<C, R> {

    private static final Logger log = LoggerFactory.getLogger(HandleBatch.class);

    /**
     * What was tried before.
     *
     * @param repeated a deadlock was already answered by a repeat
     * @param doubtful an earlier try may have taken effect, so "no effect" can never be said again
     */
    private record Attempt(boolean repeated, boolean doubtful) {

        static final Attempt FIRST = new Attempt(false, false);
    }

    private final String lane;
    private final BatchHandler<C, R> handler;
    private final InstantSource clock;
    private final LaneMetrics metrics;

    HandleBatch(String lane, BatchHandler<C, R> handler, InstantSource clock, LaneMetrics metrics) {
        this.lane = lane;
        this.handler = handler;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Returns when every command of the batch has its answer. Throws nothing. */
    void handle(List<QueuedCommand<C, R>> batch) {
        metrics.taken(batch.size());
        long now = metrics.nanos();
        batch.forEach(waiting -> metrics.waited(waiting.submittedNanos(), now));
        attempt(batch, Attempt.FIRST);
    }

    private void attempt(List<QueuedCommand<C, R>> candidates, Attempt attempt) {
        List<QueuedCommand<C, R>> batch = inTime(candidates, attempt);
        if (batch.isEmpty()) {
            return;
        }
        try {
            answer(batch, call(batch));
        } catch (DataFault fault) {
            splitAfterDataFault(batch, attempt, fault);
        } catch (Deadlock fault) {
            repeatAfterDeadlock(batch, attempt, fault);
        } catch (RowLocked fault) {
            goOnWithout(batch, attempt, fault);
        } catch (OutcomeUnknown fault) {
            repeatInDoubt(batch, attempt, fault);
        } catch (LaneFault fault) {
            fail(batch, attempt, fault);
        } catch (Throwable bug) {
            // Whatever it is, the lane goes on: its other commands are not to blame.
            splitAfterBug(batch, bug);
        }
    }

    /** Answers the overdue ones, and leaves out those that nobody waits for any more. */
    private List<QueuedCommand<C, R>> inTime(
            List<QueuedCommand<C, R>> candidates, Attempt attempt) {
        Instant now = clock.instant();
        var batch = new ArrayList<QueuedCommand<C, R>>(candidates.size());
        for (QueuedCommand<C, R> waiting : candidates) {
            if (waiting.answer().isDone()) {
                continue;
            }
            if (waiting.overdue(now)) {
                metrics.refusedOverdue();
                fail(List.of(waiting), attempt, new DeadlinePassed(lane));
            } else {
                batch.add(waiting);
            }
        }
        return batch;
    }

    private List<R> call(List<QueuedCommand<C, R>> batch) {
        var commands = new ArrayList<C>(batch.size());
        for (QueuedCommand<C, R> waiting : batch) {
            commands.add(waiting.command());
        }
        long since = metrics.nanos();
        try {
            List<R> answers = handler.handle(commands);
            if (answers.size() != batch.size()) {
                throw new IllegalStateException(
                        "must answer every command: commands="
                                + batch.size()
                                + " answers="
                                + answers.size());
            }
            return answers;
        } catch (Throwable failure) {
            metrics.failed(failure);
            throw failure;
        } finally {
            metrics.handled(since);
        }
    }

    private void answer(List<QueuedCommand<C, R>> batch, List<R> answers) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer().complete(answers.get(i));
        }
    }

    private void splitAfterDataFault(
            List<QueuedCommand<C, R>> batch, Attempt attempt, DataFault fault) {
        if (batch.size() == 1) {
            fail(batch, attempt, fault);
            log.error("command refused by the database: lane={}", lane, fault);
        } else {
            split(batch, new Attempt(false, attempt.doubtful()));
        }
    }

    /** A bug may also strike after the commit: from then on all is in doubt. */
    private void splitAfterBug(List<QueuedCommand<C, R>> batch, Throwable bug) {
        if (batch.size() == 1) {
            batch.getFirst().fail(bug);
            log.error("handler failed: lane={}", lane, bug);
        } else {
            split(batch, new Attempt(false, true));
        }
    }

    /** Halves, then alone: the faulty command fails by itself. */
    private void split(List<QueuedCommand<C, R>> batch, Attempt part) {
        int middle = batch.size() / 2;
        attempt(batch.subList(0, middle), part);
        attempt(batch.subList(middle, batch.size()), part);
    }

    private void repeatAfterDeadlock(
            List<QueuedCommand<C, R>> batch, Attempt attempt, Deadlock fault) {
        if (attempt.repeated()) {
            fail(batch, attempt, new Unavailable("deadlock twice: lane=" + lane, fault));
        } else {
            attempt(batch, new Attempt(true, attempt.doubtful()));
        }
    }

    /** Fewer each time, so that it ends. */
    private void goOnWithout(List<QueuedCommand<C, R>> batch, Attempt attempt, RowLocked fault) {
        var others = new ArrayList<QueuedCommand<C, R>>(batch.size());
        var waiting = new ArrayList<QueuedCommand<C, R>>();
        for (int i = 0; i < batch.size(); i++) {
            (fault.concerns(i) ? waiting : others).add(batch.get(i));
        }
        fail(waiting, attempt, fault);
        attempt(others, attempt);
    }

    private void repeatInDoubt(
            List<QueuedCommand<C, R>> batch, Attempt attempt, OutcomeUnknown fault) {
        if (attempt.doubtful()) {
            fail(batch, attempt, fault);
        } else {
            attempt(batch, new Attempt(attempt.repeated(), true));
        }
    }

    private void fail(List<QueuedCommand<C, R>> batch, Attempt attempt, LaneFault fault) {
        LaneFault known =
                attempt.doubtful() && fault.hasNoEffect()
                        ? new OutcomeUnknown("an earlier try may have counted: lane=" + lane, fault)
                        : fault;
        batch.forEach(waiting -> waiting.fail(known));
    }
}
