package io.hongbao.lanes.commit;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens database connections, with time-outs for connecting and for every read. */
@FunctionalInterface
public interface ConnectionSource {

    /** A new connection; the caller closes it. */
    Connection open() throws SQLException;
}
