package io.hongbao.lanes.fault;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what the database said below whatever a driver, a mapper or a lane wrapped around it. */
public final class SqlCause {

    /** Chains of causes can be circles. */
    private static final int DEPTH_MAX = 20;

    private SqlCause() {}

    public static Optional<SQLException> below(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH_MAX; depth++) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
