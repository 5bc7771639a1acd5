package io.hongbao.lanes.fault;

/**
 * Something in the batch can never be written (a duplicate key, a value out of range). Everything
 * was rolled back. The lane splits the batch until the faulty command is alone.
 */
public final class DataFault extends LaneFault {

    public DataFault(String message) {
        super(message, null);
    }

    /** The cause tells which rule was broken: callers may look for a duplicate key there. */
    public DataFault(String message, Throwable cause) {
        super(message, cause);
    }
}
