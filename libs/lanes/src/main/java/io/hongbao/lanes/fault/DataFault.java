package io.hongbao.lanes.fault;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Something in the batch can never be written (a duplicate key, a value out of range). Everything
 * was rolled back. The lane splits the batch until the faulty command is alone.
 */
public final class DataFault extends LaneFault {

    private static final int DUPLICATE_KEY = 1062;
    private static final int CAUSES_MAX = 20;

    public DataFault(String message) {
        super(message, null);
    }

    public DataFault(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether a row is there already that this one would have been. */
    public boolean isDuplicateKey() {
        @Nullable Throwable cause = getCause();
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == DUPLICATE_KEY) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
