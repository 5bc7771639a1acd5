package io.hongbao.packet.breaker;

import java.sql.SQLException;

/** Asks a SET whether it is back. */
@FunctionalInterface
public interface SetProbe {

    /** Connects, writes and commits, within short limits, or throws: who only reads is not back. */
    void write() throws SQLException;
}
