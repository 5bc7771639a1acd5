package io.hongbao.servers;

import com.mysql.cj.MysqlConnection;
import com.mysql.cj.Query;
import com.mysql.cj.interceptors.QueryInterceptor;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.Resultset;
import com.mysql.cj.protocol.ServerSession;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * What this process sends to databases whose URLs are {@link #watched}: to show that nothing is
 * sent. MySQL Connector/J makes one for each connection.
 */
public final class StatementRecorder implements QueryInterceptor {

    private static final ConcurrentLinkedQueue<String> SEEN = new ConcurrentLinkedQueue<>();

    /** The same database, watched. */
    public static TestDatabase watched(TestDatabase database) {
        return new TestDatabase(
                database.name(),
                database.url() + "?queryInterceptors=" + StatementRecorder.class.getName(),
                database.user(),
                database.password());
    }

    /** Begins anew. */
    public static void forget() {
        SEEN.clear();
    }

    /** Each with the thread that sent it, for whoever knows which threads work by themselves. */
    public static List<String> seen() {
        return List.copyOf(SEEN);
    }

    @Override
    public QueryInterceptor init(MysqlConnection connection, Properties properties, Log log) {
        return this;
    }

    @Override
    // The driver's signature, and null lets it go on.
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    public <T extends Resultset> T preProcess(Supplier<String> sql, Query query) {
        SEEN.add(Thread.currentThread().getName() + ": " + sql.get());
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // null lets the driver go on
    public <T extends Resultset> T postProcess(
            Supplier<String> sql, Query query, T result, ServerSession session) {
        return null;
    }

    @Override
    public boolean executeTopLevelOnly() {
        return false;
    }

    @Override
    public void destroy() {
        // Has nothing of its own.
    }
}
