package io.hongbao.packet.store;

import io.hongbao.contracts.id.OrderNumber;
import java.sql.Connection;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
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
 * The prepared mappers, one set of them for each table number, so that the SQL of a table is parsed
 * once and not at each call. Sessions run on a connection that belongs to the caller: commit,
 * rollback and close are the caller's.
 */
final class MapperSessions {

    private static final List<SqlSessionFactory> BY_TABLE =
            IntStream.range(0, OrderNumber.TABLES).mapToObj(MapperSessions::factory).toList();

    private MapperSessions() {}

    /** Of a table; what it does is part of the caller's database transaction. */
    static SqlSession on(Connection connection, int table) {
        return BY_TABLE.get(table).openSession(ExecutorType.SIMPLE, connection);
    }

    private static SqlSessionFactory factory(int table) {
        var transactions = new ManagedTransactionFactory();
        var keepOpen = new Properties();
        keepOpen.setProperty("closeConnection", "false");
        transactions.setProperties(keepOpen);
        // Never asked for a connection: every session is given one.
        var configuration =
                new Configuration(new Environment("set", transactions, new UnpooledDataSource()));
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.setArgNameBasedConstructorAutoMapping(true);
        configuration.setCacheEnabled(false);
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        var variables = new Properties();
        variables.setProperty("table", Integer.toString(table));
        configuration.setVariables(variables);
        configuration.addMapper(OrderMapper.class);
        configuration.addMapper(ShareMapper.class);
        configuration.addMapper(WrapMapper.class);
        configuration.addMapper(SequenceMapper.class);
        return new DefaultSqlSessionFactory(configuration);
    }
}
