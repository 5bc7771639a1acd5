package io.hongbao.reconcile.history;

import io.hongbao.reconcile.read.CannotReadException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What all callers of a run were told. It covers the (user, operation) pairs that occur in it: of
 * them it must be complete, and the calls must have ended before the check.
 */
public record History(List<HistoryLine> lines) {

    public History {
        lines = List.copyOf(lines);
    }

    /** Reads files of JSON lines; a line that is none is a {@link CannotReadException}. */
    public static History read(List<Path> files) {
        JsonMapper json =
                JsonMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build();
        var lines = new ArrayList<HistoryLine>();
        for (Path file : files) {
            read(file, json, lines);
        }
        return new History(lines);
    }

    private static void read(Path file, JsonMapper json, List<HistoryLine> lines) {
        int number = 0;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                if (!text.isBlank()) {
                    lines.add(json.readValue(text, HistoryLine.class));
                }
            }
        } catch (IOException e) {
            throw new CannotReadException("history " + file, e);
        } catch (JacksonException e) {
            throw new CannotReadException("history " + file + " line " + number, e);
        }
    }
}
