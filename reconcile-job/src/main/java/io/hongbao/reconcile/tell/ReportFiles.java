package io.hongbao.reconcile.tell;

import io.hongbao.reconcile.day.DayReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reports as files. A file is complete when it has its name. */
public final class ReportFiles {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportFiles() {}

    /** As {@code docs/reconcile-report.schema.json} describes it. */
    public static String json(DayReport report) {
        return JSON.writeValueAsString(report);
    }

    /** Writes {@code reconcile-DATE.json} and {@code .html}, in place of earlier ones. */
    public static void write(Path directory, DayReport report) {
        String name = "reconcile-" + report.date();
        replace(directory.resolve(name + ".json"), json(report));
        replace(directory.resolve(name + ".html"), DayPage.of(report));
    }

    static void replace(Path file, String content) {
        try {
            Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
            Files.writeString(unfinished, content);
            Files.move(
                    unfinished,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
