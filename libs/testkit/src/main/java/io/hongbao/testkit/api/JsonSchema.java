package io.hongbao.testkit.api;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds JSON to the schemas in one document (JSON Schema 2020-12). A keyword that the dialect does
 * not know is a mistake of the document: nothing in it goes unchecked.
 */
public final class JsonSchema {

    private static final String DOCUMENT = "urn:hongbao:document";

    private static final Dialect STRICT =
            Dialect.builder(Dialects.getDraft202012())
                    .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
                    .build();

    private static final SchemaRegistryConfig SETTINGS =
            SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .locale(Locale.ROOT)
                    .build();

    private final SchemaRegistry registry;

    JsonSchema(JsonNode document) {
        registry =
                SchemaRegistry.withDialect(
                        STRICT,
                        builder ->
                                builder.schemaRegistryConfig(SETTINGS)
                                        .schemas(Map.of(DOCUMENT, document.toString())));
    }

    public static JsonSchema read(Path file) {
        try {
            return new JsonSchema(JsonMapper.shared().readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with the text, each with its place; empty when nothing is. */
    public List<String> mistakes(String json) {
        return mistakes("", JsonMapper.shared().readTree(json), "");
    }

    /**
     * The same, by one of the schemas in the document.
     *
     * @param pointer where that schema is in it, as a JSON pointer
     * @param what the value is, for people
     */
    List<String> mistakes(String pointer, JsonNode value, String what) {
        return registry
                .getSchema(SchemaLocation.of(DOCUMENT + "#" + pointer))
                .validate(value)
                .stream()
                .map(mistake -> what + mistake)
                .toList();
    }
}
