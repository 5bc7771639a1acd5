package io.hongbao.lanes.fault;

import org.jspecify.annotations.Nullable;

/**
 * Why a command of a lane has no answer. A closed set: callers switch over it without {@code
 * default}. Anything else that comes out of a lane is a bug of its handler.
 */
public abstract sealed class LaneFault extends RuntimeException
        permits LaneFull,
                LaneClosed,
                DeadlinePassed,
                DataFault,
                Deadlock,
                RowLocked,
                Unavailable,
                OutcomeUnknown {

    LaneFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** For faults that are normal under load: no stack trace, since nobody would read it. */
    LaneFault(String message) {
        super(message, null, false, false);
    }

    /** True when the command certainly changed nothing, so that it may be tried elsewhere. */
    public boolean hasNoEffect() {
        return true;
    }

    /** Whether the database said so; numbers are of MariaDB and MySQL alike. */
    public boolean hasErrorCode(int number) {
        return SqlCause.below(this).filter(sql -> sql.getErrorCode() == number).isPresent();
    }
}
