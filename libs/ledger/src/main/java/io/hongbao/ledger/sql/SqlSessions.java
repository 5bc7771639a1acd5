package io.hongbao.ledger.sql;

import java.sql.Connection;
import java.util.Properties;
import org.apache.ibatis.datasource.unpooled.UnpooledDataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.apache.ibatis.transaction.managed.ManagedTransactionFactory;

/**
 * Opens MyBatis sessions on connections that belong to somebody else: a session neither commits,
 * nor rolls back, nor closes its connection.
 */
public final class SqlSessions {

    private final SqlSessionFactory factory;

    /** Knows these mappers; a mapper needs no other registration. */
    public SqlSessions(Class<?>... mappers) {
        var leavesConnectionOpen = new Properties();
        leavesConnectionOpen.setProperty("closeConnection", "false");
        var transactions = new ManagedTransactionFactory();
        transactions.setProperties(leavesConnectionOpen);
        // MyBatis insists on a data source; sessions are only ever opened on given connections.
        var configuration =
                new Configuration(new Environment("given", transactions, new UnpooledDataSource()));
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.setArgNameBasedConstructorAutoMapping(true);
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.setCacheEnabled(false);
        for (Class<?> mapper : mappers) {
            configuration.addMapper(mapper);
        }
        factory = new DefaultSqlSessionFactory(configuration);
    }

    /** A session whose statements run at once, for the thread that has the connection. */
    public SqlSession on(Connection connection) {
        return factory.openSession(ExecutorType.SIMPLE, connection);
    }
}
