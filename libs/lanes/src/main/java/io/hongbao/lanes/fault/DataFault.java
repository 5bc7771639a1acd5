package io.hongbao.lanes.fault;

/**
 * Something in the batch can never be written (a duplicate key, a value out of range). Everything
 * was rolled back. The lane splits the batch until the faulty command is alone.
 */
public final class DataFault extends LaneFault {

    private static final int DUPLICATE_KEY = 1062;

    public DataFault(String message) {
        super(message, null);
    }

    public DataFault(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether a row is there already that this one would have been. */
    public boolean isDuplicateKey() {
        return hasErrorCode(DUPLICATE_KEY);
    }
}
