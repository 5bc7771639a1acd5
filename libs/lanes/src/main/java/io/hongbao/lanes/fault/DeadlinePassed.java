package io.hongbao.lanes.fault;

/** The command's deadline passed while it waited. It was not handled, or its attempt was undone. */
public final class DeadlinePassed extends LaneFault {

    public DeadlinePassed(String lane) {
        super("deadline passed: lane=" + lane);
    }
}
