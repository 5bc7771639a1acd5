package io.hongbao.packet.schema;

import io.hongbao.contracts.id.SetId;
import io.hongbao.lanes.commit.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Connections to the database of one SET: each is checked, so that a name which leads elsewhere
 * after a fail-over is refused too.
 */
public final class OwnSource implements ConnectionSource {

    private final ConnectionSource source;
    private final SetId set;

    public OwnSource(ConnectionSource source, SetId set) {
        this.source = source;
        this.set = set;
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = source.connect();
        try {
            SetIdentity.check(connection, set);
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }
}
