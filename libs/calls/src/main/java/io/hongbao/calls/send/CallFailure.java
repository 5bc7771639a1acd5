package io.hongbao.calls.send;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Why there is no answer. */
public enum CallFailure {
    /** No connection came about: nothing listens there, or nobody is there. */
    UNREACHABLE,
    /** The connection broke before the answer was complete. */
    BROKEN,
    /** Nothing came in the time an attempt has. */
    TIMED_OUT;

    private static final Logger log = LoggerFactory.getLogger(CallFailure.class);

    /** Of what an HTTP client failed with. */
    public static CallFailure of(Throwable failure) {
        return switch (failure) {
            case ConnectException _,
                    UnknownHostException _,
                    UnresolvedAddressException _,
                    PoolAcquireTimeoutException _,
                    PoolAcquirePendingLimitException _ ->
                    UNREACHABLE;
            case TimeoutException _ -> TIMED_OUT;
            case IOException _ -> BROKEN;
            default -> {
                log.debug("call failed", failure);
                yield BROKEN;
            }
        };
    }

    /** Whether the call may have had an effect all the same. */
    public boolean leavesDoubt() {
        return switch (this) {
            case UNREACHABLE -> false;
            case BROKEN, TIMED_OUT -> true;
        };
    }
}
