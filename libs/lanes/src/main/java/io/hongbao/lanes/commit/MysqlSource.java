package io.hongbao.lanes.commit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** Connections through MySQL Connector/J, with the properties that lanes count on. */
public final class MysqlSource implements ConnectionSource {

    /** What the URL says comes first; these fill in the rest. */
    private static final Map<String, String> PROPERTIES =
            Map.of(
                    "connectionTimeZone", "UTC",
                    "forceConnectionTimeZoneToSession", "true",
                    "useServerPrepStmts", "true",
                    "cachePrepStmts", "true",
                    "prepStmtCacheSqlLimit", "4096",
                    "rewriteBatchedStatements", "true",
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
    public Connection open() throws SQLException {
        return DriverManager.getConnection(url, properties);
    }
}
