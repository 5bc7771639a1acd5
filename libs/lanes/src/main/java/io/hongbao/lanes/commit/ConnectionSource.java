package io.hongbao.lanes.commit;

import java.sql.Connection;
import java.sql.SQLException;

/** Connects to a database, with timeouts for connecting and for every read. */
@FunctionalInterface
public interface ConnectionSource {

    /** A new connection; the caller closes it. */
    Connection connect() throws SQLException;
}
