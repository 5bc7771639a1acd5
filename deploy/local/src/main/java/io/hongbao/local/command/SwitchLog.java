package io.hongbao.local.command;

import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.local.program.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** {@code switches.jsonl}: who switched or forced what, when and why, one line each. */
final class SwitchLog {

    private final Path directory;
    private final InstantSource clock;

    SwitchLog(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** The reason that was given; throws when nobody could read it in a list. */
    static String reason(@Nullable String because, String of) {
        String text = because == null ? "" : because.strip();
        if (text.isEmpty()
                || text.length() > RuntimeSettings.REASON_MAX
                || text.chars().anyMatch(Character::isISOControl)) {
            throw new StartException(
                    "must have --because, 1 to "
                            + RuntimeSettings.REASON_MAX
                            + " characters on a line: "
                            + of);
        }
        return text;
    }

    void add(String what, String to, Optional<String> why) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("at", clock.instant().toString());
        line.put("by", System.getProperty("user.name", ""));
        line.put("switch", what);
        line.put("to", to);
        why.ifPresent(text -> line.put("because", text));
        Path file = directory.resolve("switches.jsonl");
        try {
            Files.writeString(
                    file,
                    JsonMapper.shared().writeValueAsString(line) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
