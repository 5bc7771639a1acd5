package io.hongbao.reconcile.stage;

import io.hongbao.reconcile.read.CannotReadException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run has done, so that one that was stopped goes on where it was. For use by many threads.
 *
 * <p>This is sound although the rest is read later: of fingerprints, only "both sides are the same"
 * is believed, which stays true of the lines that there were; whatever differs is read again, from
 * both sides, in the right order.
 */
public final class Checkpoint {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final @Nullable Path file;
    private final Map<String, String> done = new HashMap<>();

    private Checkpoint(@Nullable Path file) {
        this.file = file;
    }

    private record Line(String unit, String result) {}

    /** Remembers within this process only. */
    public static Checkpoint inMemory() {
        return new Checkpoint(null);
    }

    /** Goes on with what {@code file} has; a line that was cut short is left out. */
    public static Checkpoint in(Path file) {
        var checkpoint = new Checkpoint(file);
        if (Files.exists(file)) {
            checkpoint.read(file);
        }
        return checkpoint;
    }

    private void read(Path from) {
        try (BufferedReader reader = Files.newBufferedReader(from)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                try {
                    Line line = JSON.readValue(text, Line.class);
                    done.put(line.unit(), line.result());
                } catch (JacksonException cutShort) {
                    // Not finished, so it is done again.
                }
            }
        } catch (IOException e) {
            throw new CannotReadException("checkpoint " + from, e);
        }
    }

    /** How many units are done already. */
    public synchronized int size() {
        return done.size();
    }

    /** The result of a unit: as it was, or made now and remembered. */
    public <T> T once(String unit, Class<T> type, Supplier<T> work) {
        String before = find(unit);
        if (before != null) {
            return JSON.readValue(before, type);
        }
        T result = work.get();
        write(unit, JSON.writeValueAsString(result));
        return result;
    }

    /** Forgets everything: what comes next begins anew. */
    public synchronized void clear() {
        done.clear();
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized @Nullable String find(String unit) {
        return done.get(unit);
    }

    private synchronized void write(String unit, String result) {
        done.put(unit, result);
        if (file == null) {
            return;
        }
        try {
            Files.writeString(
                    file,
                    JSON.writeValueAsString(new Line(unit, result)) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
