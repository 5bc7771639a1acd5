package io.hongbao.local.drill;

import java.util.Locale;

/** What a drill does to the suite. */
public enum DrillKind {
    /** The database of SET 000 is killed, and started again. */
    SET_DOWN,
    /** The database of SET 000 is stopped where it is (SIGSTOP), and goes on. */
    SET_HANG,
    /** A SET is added. */
    SET_ADD,
    /** One of two packet-services is killed, and started again. */
    INSTANCE_KILL,
    /** One of two packet-services is stopped as in a rolling update, and started again. */
    INSTANCE_STOP,
    /** Two of three packet-services and pay-services are killed, and started again. */
    CAPACITY_LOST,
    /** All that a packet does not need on its way ends, and is started again. */
    CHAIN_ALONE;

    /** As in commands and files. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
