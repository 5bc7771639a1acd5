package io.hongbao.reconcile.read;

import java.sql.SQLException;

/** A database, the bank or a file could not be read: no answer can be given. */
public final class CannotReadException extends RuntimeException {

    /** ER_TABLE_DEF_CHANGED of MySQL and MariaDB. */
    private static final int TABLE_DEFINITION_CHANGED = 1412;

    public CannotReadException(String what, Throwable cause) {
        super("cannot read " + what + ": " + cause.getMessage(), cause);
    }

    /**
     * Whether tables were altered after the snapshot (the partition of a new day was made): a new
     * snapshot can be read.
     */
    public boolean tablesChanged() {
        return getCause() instanceof SQLException refused
                && refused.getErrorCode() == TABLE_DEFINITION_CHANGED;
    }

    public CannotReadException(String what, String why) {
        super("cannot read " + what + ": " + why);
    }
}
