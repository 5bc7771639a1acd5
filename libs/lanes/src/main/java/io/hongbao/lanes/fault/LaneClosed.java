package io.hongbao.lanes.fault;

/** The lane was closed before the command's turn came. The command was not handled. */
public final class LaneClosed extends LaneFault {

    public LaneClosed(String lane) {
        super("lane closed: lane=" + lane);
    }
}
