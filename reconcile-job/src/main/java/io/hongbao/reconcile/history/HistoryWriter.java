package io.hongbao.reconcile.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tools.jackson.databind.json.JsonMapper;

/**
 * Appends what clients were told to a file of JSON lines. For use by many threads; all is in the
 * file after {@link #flush} or {@link #close}.
 */
public final class HistoryWriter implements AutoCloseable {

    private final BufferedWriter out;
    private final JsonMapper json = JsonMapper.builder().build();

    public HistoryWriter(Path file) {
        try {
            out =
                    Files.newBufferedWriter(
                            file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a line after its call has ended. */
    public void write(HistoryLine line) {
        String text = json.writeValueAsString(line) + '\n';
        try {
            synchronized (out) {
                out.write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that was written before is in the file when this returns. */
    public void flush() {
        try {
            synchronized (out) {
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            synchronized (out) {
                out.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
