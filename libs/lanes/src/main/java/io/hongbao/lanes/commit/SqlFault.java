package io.hongbao.lanes.commit;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/**
 * What a failed statement means, by the error numbers of MariaDB and MySQL and by SQLSTATE.
 * Numbers: MySQL "Server Error Message Reference", MariaDB "Error Codes".
 */
enum SqlFault {
    /** Another database transaction was in the way; repeating may help. */
    DEADLOCK,
    /** What was written breaks a rule of the schema; repeating never helps. */
    DATA,
    /** The answer is missing: timeout, lost connection, statement killed. */
    LOST,
    /** The database is there but cannot write now: read-only, full, out of memory. */
    REFUSED,
    /** Wrong SQL and the like. */
    BUG;

    /**
     * 1213 deadlock, 1205 lock wait timeout, 1020 changed since read, 1614 and 3101 rolled back.
     */
    private static final Set<Integer> DEADLOCKS = Set.of(1213, 1205, 1020, 1614, 3101);

    /** Data faults that come with SQLSTATE HY000: 1364 no default, 1366 wrong value, 3819 check. */
    private static final Set<Integer> DATA_FAULTS = Set.of(1364, 1366, 3819);

    /**
     * 1053 shutting down, 1152 and 1158-1161 network, 1317 interrupted, 1927 connection killed,
     * 1969 and 3024 statement timeout, 2006 and 2013 connection lost, 4031 closed for silence.
     */
    private static final Set<Integer> LOSSES =
            Set.of(1053, 1152, 1158, 1159, 1160, 1161, 1317, 1927, 1969, 2006, 2013, 3024, 4031);

    /**
     * 1021 and 1114 full, 1030 storage engine, 1037, 1038 and 1041 memory, 1290, 1792 and 1836
     * read-only.
     */
    private static final Set<Integer> REFUSALS =
            Set.of(1021, 1030, 1037, 1038, 1041, 1114, 1290, 1792, 1836);

    static SqlFault of(SQLException failure) {
        int number = failure.getErrorCode();
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.equals("40001") || DEADLOCKS.contains(number)) {
            return DEADLOCK;
        }
        if (state.startsWith("08") || LOSSES.contains(number) || isLoss(failure)) {
            return LOST;
        }
        if (state.startsWith("22") || state.startsWith("23") || DATA_FAULTS.contains(number)) {
            return DATA;
        }
        return REFUSALS.contains(number) ? REFUSED : BUG;
    }

    private static boolean isLoss(SQLException failure) {
        return failure instanceof SQLTimeoutException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException;
    }
}
