package io.hongbao.testkit.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Holds JSON texts to a schema in a file (JSON Schema 2020-12, so far as {@link Schemas} goes). */
public final class JsonSchema {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Of the document itself; they say nothing about values. */
    private static final Set<String> HEADINGS = Set.of("$schema", "$id", "$defs", "title");

    private final Schemas schemas;
    private final Map<String, @Nullable Object> root;

    private JsonSchema(Map<String, @Nullable Object> document) {
        schemas = new Schemas(document);
        root = new LinkedHashMap<>(document);
        root.keySet().removeAll(HEADINGS);
    }

    public static JsonSchema read(Path file) {
        try {
            return new JsonSchema(
                    Yaml.map(JSON.readValue(Files.readString(file), Object.class), "schema"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with the text, each with its place; empty when nothing is. */
    public List<String> mistakes(String json) {
        return schemas.mistakes(root, JSON.readValue(json, Object.class), "$");
    }
}
