package io.hongbao.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Which process a recorded number means: the number alone may have been given to another one since.
 *
 * @param startTicks when it started, in clock ticks since the machine did (Linux, proc(5))
 * @param boot which start of the machine that counts from
 */
record ProcessIdentity(long pid, long startTicks, String boot) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Counted after the name of the program, which may itself contain spaces. */
    private static final int FIELD_STATE = 0;

    private static final int FIELD_START_TICKS = 19;

    /** Empty when there is no such process, or it has ended and only waits for its parent. */
    static Optional<ProcessIdentity> of(long pid) {
        List<String> fields = fields(pid);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        boolean ended = fields.get(FIELD_STATE).equals("Z") || fields.get(FIELD_STATE).equals("X");
        if (ended && threads(pid) <= 1) {
            return Optional.empty();
        }
        return Optional.of(
                new ProcessIdentity(pid, Long.parseLong(fields.get(FIELD_START_TICKS)), bootId()));
    }

    static boolean stopped(long pid) {
        List<String> fields = fields(pid);
        return !fields.isEmpty() && fields.get(FIELD_STATE).equals("T");
    }

    static Optional<ProcessIdentity> read(Path pidFile) {
        List<String> fields;
        try {
            fields = List.of(Files.readString(pidFile).strip().split(" "));
        } catch (NoSuchFileException neverStarted) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (fields.size() != 3) {
            return Optional.empty();
        }
        return Optional.of(
                new ProcessIdentity(
                        Long.parseLong(fields.get(0)),
                        Long.parseLong(fields.get(1)),
                        fields.get(2)));
    }

    void write(Path pidFile) throws IOException {
        Path whole = pidFile.resolveSibling(pidFile.getFileName() + ".new");
        Files.writeString(whole, pid + " " + startTicks + " " + boot + "\n");
        Files.move(
                whole,
                pidFile,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }

    private static List<String> fields(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return List.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" "));
        } catch (IOException ended) {
            return List.of();
        }
    }

    /** The first thread of a killed program ends before the others, which still hold its ports. */
    private static int threads(long pid) {
        String[] threads = Path.of("/proc/" + pid + "/task").toFile().list();
        return threads == null ? 0 : threads.length;
    }

    private static String bootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
