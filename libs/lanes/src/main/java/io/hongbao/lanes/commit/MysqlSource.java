package io.hongbao.lanes.commit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** Connections through MySQL Connector/J, with the properties that lanes count on. */
public final class MysqlSource implements ConnectionSource {

    /**
     * What the URL says comes first; these fill in the rest. Statements are completed here and sent
     * in one piece: prepared by the server, each number of rows would be another statement to
     * prepare, and scripts of several statements could not be sent at all. What the driver would
     * ask the server about its own session before a statement, it knows.
     */
    private static final Map<String, String> PROPERTIES =
            Map.of(
                    "connectionTimeZone", "UTC",
                    "forceConnectionTimeZoneToSession", "true",
                    "allowMultiQueries", "true",
                    "useServerPrepStmts", "false",
                    "cachePrepStmts", "true",
                    "prepStmtCacheSize", "256",
                    "prepStmtCacheSqlLimit", "4096",
                    "useLocalSessionState", "true",
                    "tcpKeepAlive", "true");

    private final String url;
    private final Properties properties = new Properties();

    public MysqlSource(String url, String user, String password, SessionLimits limits) {
        this.url = url;
        properties.putAll(PROPERTIES);
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", Long.toString(limits.connectMax().toMillis()));
        properties.setProperty("socketTimeout", Long.toString(limits.answerMax().toMillis()));
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, properties);
    }
}
