package io.hongbao.lanes.fault;

/**
 * A timeout or a lost connection: the command may have taken effect, or may still take effect. Not
 * a failure: only asking, or repeating the same command, tells.
 */
public final class OutcomeUnknown extends LaneFault {

    public OutcomeUnknown(String message) {
        super(message, null);
    }

    public OutcomeUnknown(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean hasNoEffect() {
        return false;
    }
}
