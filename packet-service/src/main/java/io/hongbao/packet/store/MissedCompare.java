package io.hongbao.packet.store;

/**
 * A packet was not as expected: somebody else changed it, or its time passed. Nothing of the batch
 * may be committed. Carries no stack trace: it happens when owners change, and is answered by
 * reading again.
 */
public final class MissedCompare extends RuntimeException {

    private static final long serialVersionUID = 1;

    MissedCompare(String statement) {
        super("compare missed: " + statement, null, false, false);
    }
}
