package io.hongbao.packet.lane;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.DeadlinePassed;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.LaneClosed;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.LaneFull;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.lanes.fault.RowLocked;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.serving.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waiting for lanes, and what callers are told when there is no answer. */
public final class LaneAnswers {

    private static final Logger log = LoggerFactory.getLogger(LaneAnswers.class);

    private LaneAnswers() {}

    /**
     * The answer, or a {@link LaneFault}. Waits no longer than {@code max}: then the command is
     * withdrawn if it still waits, and else its outcome is unknown.
     */
    public static <R> R await(CompletableFuture<R> answer, Duration max) {
        try {
            return answer.get(Math.max(0, max.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | CancellationException late) {
            answer.cancel(false);
            throw new OutcomeUnknown("no answer in time: waited=" + max, late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknown("interrupted while waiting", stopping);
        } catch (ExecutionException failed) {
            throw switch (failed.getCause()) {
                case LaneFault fault -> fault;
                case null, default -> new LaneBug(failed.getCause());
            };
        }
    }

    /** A bug of the lane's handler, which the lane has logged. */
    static final class LaneBug extends IllegalStateException {

        private static final long serialVersionUID = 1;

        LaneBug(@Nullable Throwable bug) {
            super("lane failed", bug);
        }
    }

    /** As {@link #await}, but what is missing is told as a problem. */
    public static <R> R awaitOrProblem(CompletableFuture<R> answer, Duration max) {
        try {
            return await(answer, max);
        } catch (LaneFault fault) {
            throw problem(fault);
        }
    }

    /**
     * What one item of a batch is told that failed, whatever it was: no item may fail the others. A
     * bug is logged here unless the lane has done so.
     */
    public static ProblemCode codeOfItem(RuntimeException failure) {
        return switch (failure) {
            case LaneFault fault -> code(fault);
            case LaneBug _ -> ProblemCode.INTERNAL_ERROR;
            default -> {
                log.error("item of a batch failed", failure);
                yield ProblemCode.INTERNAL_ERROR;
            }
        };
    }

    public static ProblemCode code(LaneFault fault) {
        return switch (fault) {
            case LaneFull _ -> ProblemCode.TOO_MANY_REQUESTS;
            case DeadlinePassed _, LaneClosed _ -> ProblemCode.OVERLOADED;
            case Deadlock _, RowLocked _, Unavailable _, OutcomeUnknown _ ->
                    ProblemCode.SET_UNAVAILABLE;
            case DataFault _ -> ProblemCode.INTERNAL_ERROR;
        };
    }

    public static ProblemException problem(LaneFault fault) {
        ProblemCode code = code(fault);
        ProblemException problem =
                ProblemException.of(
                        code,
                        switch (code) {
                            case TOO_MANY_REQUESTS ->
                                    "too many calls wait for this packet: try again later";
                            case OVERLOADED -> "the call was not handled in time: try again later";
                            case SET_UNAVAILABLE ->
                                    fault.hasNoEffect()
                                            ? "the packet's database does not answer now: try again later"
                                            : "the outcome is not known: repeat the call";
                            default -> "the fault is logged on our side";
                        });
        return switch (fault) {
            case LaneFull full -> problem.retryAfter(full.retryAfter());
            case RowLocked busy -> problem.retryAfter(busy.retryAfter());
            case Unavailable away -> away.retryAfter().map(problem::retryAfter).orElse(problem);
            case DeadlinePassed _, LaneClosed _, Deadlock _, OutcomeUnknown _, DataFault _ ->
                    problem;
        };
    }
}
