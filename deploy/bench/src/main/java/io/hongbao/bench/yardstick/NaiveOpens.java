package io.hongbao.bench.yardstick;

import io.hongbao.servers.MariaDbServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * The yardstick naive: what most people would write. 32 connections, each opens one share in one
 * database transaction, with row locks, straight SQL, and the same durability as a SET; no HTTP, no
 * tickets, no events. It has a schema of its own on the server of one SET.
 */
public final class NaiveOpens implements AutoCloseable {

    private static final String SCHEMA = "bench_naive";
    private static final int CONNECTIONS = 32;
    private static final int FEN_A_SHARE = 20;
    private static final int ROWS_A_STATEMENT = 500;

    private final MariaDbServer server;
    private final SplittableGenerator random;
    private final List<Connection> connections = new ArrayList<>();
    private long firstPacket;

    private NaiveOpens(MariaDbServer server, SplittableGenerator random) {
        this.server = server;
        this.random = random;
    }

    /**
     * What came of a window.
     *
     * @param nanos from the first begin to the last commit
     */
    public record Result(long opens, long failures, long nanos) {

        public double rate() {
            return nanos == 0 ? 0 : opens * 1e9 / nanos;
        }
    }

    /** Makes the schema and connects. */
    public static NaiveOpens on(MariaDbServer server, SplittableGenerator random) {
        var naive = new NaiveOpens(server, random);
        server.execute("drop database if exists " + SCHEMA);
        server.createDatabase(SCHEMA);
        server.execute(
                String.format(
                        Locale.ROOT,
                        """
                        create table %s.send_order (
                            order_no bigint primary key,
                            fen_left bigint not null,
                            shares_left int not null)
                        """,
                        SCHEMA));
        server.execute(
                String.format(
                        Locale.ROOT,
                        """
                        create table %s.receive_order (
                            order_no bigint not null,
                            share_no smallint not null,
                            user_id bigint not null,
                            amount_fen bigint not null,
                            opened_at datetime(3) not null,
                            primary key (order_no, share_no),
                            unique key (order_no, user_id))
                        """,
                        SCHEMA));
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection =
                        DriverManager.getConnection(
                                server.url(SCHEMA)
                                        + "?useServerPrepStmts=true&cachePrepStmts=true"
                                        + "&rewriteBatchedStatements=true"
                                        + "&useLocalSessionState=true",
                                "root",
                                "");
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                naive.connections.add(connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot connect to " + SCHEMA, e);
        }
        return naive;
    }

    /**
     * Opens as fast as it goes.
     *
     * @param shares of each packet
     * @param atATime packets that are opened at the same time
     * @param opensMax what is prepared: the window ends when all is opened
     */
    public Result run(int shares, int atATime, int opensMax, Duration window) {
        long packets = Math.max(atATime, opensMax / shares);
        try {
            prepare(packets, shares);
            var turns = new AtomicLong();
            var opens = new LongAdder();
            var failures = new LongAdder();
            long from = firstPacket;
            long start = System.nanoTime();
            long deadline = start + window.toNanos();
            List<Opener> openers = new ArrayList<>();
            for (Connection connection : connections) {
                RandomGenerator chance = random.split();
                openers.add(() -> {
                    while (System.nanoTime() < deadline) {
                        long turn = turns.getAndIncrement();
                        long block = turn / ((long) shares * atATime);
                        long packet = from + block * atATime + turn % atATime;
                        if (packet >= from + packets) {
                            return;
                        }
                        (open(connection, packet, turn, chance) ? opens : failures).increment();
                    }
                });
            }
            together(openers);
            long nanos = System.nanoTime() - start;
            firstPacket += packets;
            requireConserved(shares);
            return new Result(opens.sum(), failures.sum(), nanos);
        } catch (SQLException e) {
            throw new IllegalStateException("naive opens failed", e);
        }
    }

    private interface Opener {
        void run() throws SQLException;
    }

    private static void together(List<Opener> openers) {
        try (var threads = Executors.newFixedThreadPool(openers.size())) {
            List<Future<?>> running = new ArrayList<>();
            for (Opener opener : openers) {
                running.add(
                        threads.submit(() -> {
                            opener.run();
                            return null;
                        }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a naive opener failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void prepare(long packets, int shares) throws SQLException {
        Connection connection = connections.getFirst();
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into send_order (order_no, fen_left, shares_left)"
                                + " values (?, ?, ?)")) {
            for (long i = 0; i < packets; i++) {
                insert.setLong(1, firstPacket + i);
                insert.setLong(2, (long) shares * FEN_A_SHARE);
                insert.setInt(3, shares);
                insert.addBatch();
                if (i % ROWS_A_STATEMENT == ROWS_A_STATEMENT - 1) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
    }

    private static boolean open(
            Connection connection, long packet, long user, RandomGenerator chance)
            throws SQLException {
        try {
            boolean opened = openInTransaction(connection, packet, user, chance);
            connection.commit();
            return opened;
        } catch (SQLException deadlockOrTimeout) {
            connection.rollback();
            return false;
        }
    }

    private static boolean openInTransaction(
            Connection connection, long packet, long user, RandomGenerator chance)
            throws SQLException {
        long fenLeft;
        int sharesLeft;
        try (PreparedStatement lock =
                connection.prepareStatement(
                        "select fen_left, shares_left from send_order where order_no = ?"
                                + " for update")) {
            lock.setLong(1, packet);
            try (ResultSet row = lock.executeQuery()) {
                if (!row.next() || row.getInt(2) == 0) {
                    return false;
                }
                fenLeft = row.getLong(1);
                sharesLeft = row.getInt(2);
            }
        }
        long amount =
                sharesLeft == 1 ? fenLeft : 1 + chance.nextLong(2 * (fenLeft / sharesLeft) - 1);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into receive_order"
                                + " (order_no, share_no, user_id, amount_fen, opened_at)"
                                + " values (?, ?, ?, ?, utc_timestamp(3))")) {
            insert.setLong(1, packet);
            insert.setInt(2, sharesLeft);
            insert.setLong(3, user);
            insert.setLong(4, amount);
            insert.executeUpdate();
        }
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update send_order"
                                + " set fen_left = fen_left - ?, shares_left = shares_left - 1"
                                + " where order_no = ?")) {
            update.setLong(1, amount);
            update.setLong(2, packet);
            update.executeUpdate();
        }
        return true;
    }

    /** A yardstick that loses money is none. */
    private void requireConserved(int shares) throws SQLException {
        Connection connection = connections.getFirst();
        try (Statement query = connection.createStatement();
                ResultSet sums =
                        query.executeQuery(
                                """
                                select (select sum(fen_left) from send_order)
                                    + (select coalesce(sum(amount_fen), 0) from receive_order),
                                    (select sum(shares_left) from send_order)
                                    + (select count(*) from receive_order)
                                """)) {
            sums.next();
            if (sums.getLong(1) != sums.getLong(2) * FEN_A_SHARE) {
                throw new IllegalStateException(
                        String.format(
                                Locale.ROOT,
                                "naive opens lost money: shares=%d, fen=%d, shares of a packet=%d",
                                sums.getLong(2),
                                sums.getLong(1),
                                shares));
            }
        }
        connection.commit();
    }

    @Override
    public void close() {
        for (Connection connection : connections) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It is closed then.
            }
        }
        server.execute("drop database if exists " + SCHEMA);
    }
}
