package io.hongbao.lanes.commit;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What to do on a lane's connection. Neither commits, nor rolls back, nor closes. */
@FunctionalInterface
public interface SqlWork<T extends @Nullable Object> {

    T on(Connection connection) throws SQLException;
}
