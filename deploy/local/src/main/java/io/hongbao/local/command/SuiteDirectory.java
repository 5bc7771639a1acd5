package io.hongbao.local.command;

import io.hongbao.local.program.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** The directory of one suite: whether there is room for it, and who may change it now. */
final class SuiteDirectory {

    /** Four databases, a broker and logs begin at half of this. */
    static final long FREE_BYTES_MIN = 2L << 30;

    private final Path directory;

    SuiteDirectory(Path directory) {
        this.directory = directory;
    }

    void mustHaveRoom(long freeBytesMin) {
        try {
            Files.createDirectories(directory);
            long free = Files.getFileStore(directory).getUsableSpace();
            if (free < freeBytesMin) {
                throw new StartException(
                        String.format(
                                Locale.ROOT,
                                "the disk is nearly full: %s has %d MiB left, and up needs %d MiB",
                                directory,
                                free >> 20,
                                freeBytesMin >> 20));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }

    /** One command at a time may start or stop parts; the lock ends with this JVM. */
    void lock() {
        try {
            Files.createDirectories(directory);
            FileChannel file =
                    FileChannel.open(
                            directory.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = file.tryLock();
            if (lock == null) {
                throw new StartException(
                        "another deploy/hongbao is starting or stopping this suite; wait for it");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }
}
