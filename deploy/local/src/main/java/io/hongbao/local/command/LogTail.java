package io.hongbao.local.command;

import io.hongbao.local.program.StartException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, which may be large. */
final class LogTail {

    private static final int BYTES_MAX = 1 << 20;

    private LogTail() {}

    static List<String> lines(Path log, int lines) {
        if (!Files.exists(log)) {
            throw new StartException("no log yet: " + log);
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - BYTES_MAX);
            file.seek(start);
            var bytes = new byte[Math.toIntExact(file.length() - start)];
            file.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
