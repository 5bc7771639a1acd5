package io.hongbao.servers;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.mysql.MySQLContainer;

/**
 * One database server for all tests of this JVM, started by the first that asks. Tests that kill
 * their server take a {@link MariaDbServer} of their own.
 *
 * <p>With {@code -Dinfra=containers} it is MySQL 8.4 in a container instead.
 */
public final class SharedMariaDb {

    private static final String USER = "hongbao";
    private static final String PASSWORD = "local-only-hongbao";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private SharedMariaDb() {}

    /** A fresh, empty database with a user who may do everything. */
    public static TestDatabase newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        return TestServers.inContainers() ? Container.newDatabase(name) : Own.newDatabase(name);
    }

    /** Loaded, and so started, by the first test that uses it. */
    private static final class Own {

        private static final Path DIRECTORY = TestServers.directory();
        private static final MariaDbServer SERVER = MariaDbServer.start(DIRECTORY);

        static {
            TestServers.endWithThisJvm(SERVER::kill, DIRECTORY);
            SERVER.createUser(USER, PASSWORD);
        }

        private static TestDatabase newDatabase(String name) {
            SERVER.createDatabase(name);
            return new TestDatabase(name, SERVER.url(name), USER, PASSWORD);
        }
    }

    private static final class Container {

        private static final MySQLContainer SERVER =
                new MySQLContainer("mysql:8.4").withUsername("root").withPassword(PASSWORD);

        static {
            SERVER.start();
        }

        private static TestDatabase newDatabase(String name) {
            try (Connection connection = SERVER.createConnection("");
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name + " character set utf8mb4");
            } catch (SQLException e) {
                throw new IllegalStateException("no database: " + name, e);
            }
            String url =
                    String.format(
                            Locale.ROOT,
                            "jdbc:mysql://%s:%d/%s",
                            SERVER.getHost(),
                            SERVER.getFirstMappedPort(),
                            name);
            return new TestDatabase(name, url, "root", PASSWORD);
        }
    }
}
