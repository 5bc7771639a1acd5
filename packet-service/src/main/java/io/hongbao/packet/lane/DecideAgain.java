package io.hongbao.packet.lane;

import io.hongbao.lanes.commit.UnexpectedCount;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.Unavailable;
import io.micrometer.core.instrument.Counter;
import java.util.function.IntFunction;

/**
 * Decides and writes a batch again when it rested on what is no longer so: a compare was missed, or
 * a row was written first by somebody else.
 */
public final class DecideAgain {

    /** Each further one needs somebody else's commit, or the SET's clock passing a limit. */
    private static final int ATTEMPTS_MAX = 5;

    private static final int DEADLOCK = 1213;

    private DecideAgain() {}

    /**
     * The first attempt that was committed; throws the fault of any other reason.
     *
     * @param missed counts what was in vain
     * @param attempt gets its number, from 1, and has to read what the one before took for true
     */
    public static <R> R untilWritten(Counter missed, IntFunction<R> attempt) {
        for (int number = 1; number <= ATTEMPTS_MAX; number++) {
            try {
                return attempt.apply(number);
            } catch (UnexpectedCount stale) {
                missed.increment();
            } catch (DataFault fault) {
                // A row that somebody else wrote first is as stale a memory as a missed compare.
                if (number == ATTEMPTS_MAX || !fault.isDuplicateKey()) {
                    throw fault;
                }
                missed.increment();
            } catch (Deadlock fault) {
                // Another owner wrote the same rows in another order. The next attempt reads, and
                // so locks, all of them in ascending order before it writes.
                if (number == ATTEMPTS_MAX || !fault.hasErrorCode(DEADLOCK)) {
                    throw fault;
                }
                missed.increment();
            }
        }
        throw new Unavailable("others change the same rows: attempts=" + ATTEMPTS_MAX);
    }
}
