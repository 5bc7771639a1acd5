package io.hongbao.lanes.day;

import java.sql.SQLException;

/** Somebody else's database transaction goes on for too long: try again later. */
public final class TablesInUse extends SQLException {

    private static final long serialVersionUID = 1;

    /** ER_LOCK_WAIT_TIMEOUT of MariaDB and MySQL. */
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    TablesInUse(String tables, SQLException cause) {
        super("in use by somebody else: " + tables, cause);
    }

    /** This, when {@code failure} says that a lock was not had in time; else {@code failure}. */
    static SQLException orSame(String tables, SQLException failure) {
        return failure.getErrorCode() == LOCK_WAIT_TIMEOUT
                ? new TablesInUse(tables, failure)
                : failure;
    }
}
