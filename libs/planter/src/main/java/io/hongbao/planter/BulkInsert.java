package io.hongbao.planter;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Inserts into one database. Rows are gathered into long statements, which a thread of its own
 * sends: the database works while the next rows are made. All are there when {@link #close}
 * returned, and some before.
 */
final class BulkInsert implements AutoCloseable {

    /** Long enough that a row costs little more than its bytes, and far below what is taken. */
    private static final int STATEMENT_CHARS = 256 * 1024;

    private static final int STATEMENTS_A_COMMIT = 64;

    /** Statements that are made and not sent; then whoever makes rows waits. */
    private static final int WAITING_MAX = 4;

    private final Connection connection;
    private final ExecutorService sender = Executors.newSingleThreadExecutor();
    private final Deque<Future<?>> waiting = new ArrayDeque<>();
    private final Map<String, StringBuilder> statements = new LinkedHashMap<>();

    /** Of the sending thread. */
    private int notCommitted;

    BulkInsert(Connection connection) {
        this.connection = connection;
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Into {@code table (columns)}: texts, whole numbers, instants, which become UTC, and nulls.
     */
    void add(String table, String columns, @Nullable Object... values) {
        StringBuilder sql =
                statements.computeIfAbsent(table, _ -> new StringBuilder(STATEMENT_CHARS + 1_024));
        if (sql.isEmpty()) {
            sql.append("insert into ")
                    .append(table)
                    .append(" (")
                    .append(columns)
                    .append(") values");
        } else {
            sql.append(',');
        }
        char before = '(';
        for (Object value : values) {
            sql.append(before);
            append(sql, value);
            before = ',';
        }
        sql.append(')');
        if (sql.length() >= STATEMENT_CHARS) {
            send(sql);
        }
    }

    private static void append(StringBuilder sql, @Nullable Object value) {
        switch (value) {
            case null -> sql.append("null");
            case Long number -> sql.append(number.longValue());
            case Integer number -> sql.append(number.intValue());
            case Instant at ->
                    sql.append('\'')
                            .append(LocalDateTime.ofInstant(at, ZoneOffset.UTC))
                            .append('\'');
            case String text ->
                    sql.append('\'')
                            .append(text.replace("\\", "\\\\").replace("'", "''"))
                            .append('\'');
            default -> throw new IllegalArgumentException("no literal for " + value.getClass());
        }
    }

    private void send(StringBuilder sql) {
        String text = sql.toString();
        sql.setLength(0);
        submit(() -> {
            execute(text);
            return text.length();
        });
        while (waiting.size() > WAITING_MAX) {
            await(waiting.remove());
        }
    }

    private void submit(Callable<Integer> work) {
        waiting.add(sender.submit(work));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Else the driver reads all of it, for things in braces.
            statement.setEscapeProcessing(false);
            statement.executeUpdate(sql);
        }
        if (++notCommitted == STATEMENTS_A_COMMIT) {
            connection.commit();
            notCommitted = 0;
        }
    }

    private static void await(Future<?> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot write rows", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        try (connection;
                sender) {
            statements.values().stream().filter(sql -> !sql.isEmpty()).forEach(this::send);
            submit(() -> {
                connection.commit();
                return 0;
            });
            while (!waiting.isEmpty()) {
                await(waiting.remove());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write rows", e);
        }
    }
}
