package io.hongbao.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory for what is unpacked once and used by every later run. Several JVMs may use it at the
 * same time.
 */
public final class ServerCache {

    private static final Object IN_THIS_JVM = new Object();

    private final Path directory;

    private ServerCache(Path directory) {
        this.directory = directory;
    }

    public static ServerCache in(Path directory) {
        return new ServerCache(directory);
    }

    /** One for this user of this machine, so that all modules' tests unpack once. */
    public static ServerCache ofThisUser() {
        Path directory =
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "hongbao-" + System.getProperty("user.name"));
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            }
            if (!Files.getOwner(directory).getName().equals(System.getProperty("user.name"))) {
                throw new IllegalStateException("must be ours: directory=" + directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ServerCache(directory);
    }

    public Path path() {
        return directory;
    }

    /** Makes the content of a directory. */
    public interface Maker {
        void make(Path directory) throws IOException;
    }

    /** The directory of that name, made at most once; complete, or not there at all. */
    public Path directory(String name, Maker maker) {
        Path made = directory.resolve(name);
        if (Files.isDirectory(made)) {
            return made;
        }
        // A file lock is held by a JVM, so threads of this one need a lock of their own.
        synchronized (IN_THIS_JVM) {
            try {
                Files.createDirectories(directory);
                try (var lockFile =
                                FileChannel.open(
                                        directory.resolve("lock"),
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.WRITE);
                        var lock = lockFile.lock()) {
                    if (lock.isValid() && !Files.isDirectory(made)) {
                        Path unfinished = directory.resolve(name + ".unfinished");
                        deleteTree(unfinished);
                        Files.createDirectories(unfinished);
                        maker.make(unfinished);
                        Files.move(unfinished, made, StandardCopyOption.ATOMIC_MOVE);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("could not make " + made, e);
            }
            return made;
        }
    }

    /** Copies a directory with all that is in it. */
    static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** Deletes a directory with all that is in it, if it is there. */
    public static void deleteTree(Path directory) {
        try {
            Files.walkFileTree(
                    directory,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.deleteIfExists(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException gone)
                                throws IOException {
                            return skipIfGone(gone);
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path visited, @Nullable IOException e) throws IOException {
                            Files.deleteIfExists(visited);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileVisitResult skipIfGone(IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw e;
    }
}
