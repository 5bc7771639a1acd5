package io.hongbao.testkit.api;

import io.hongbao.testkit.cases.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Holds real answers to {@code docs/openapi.yaml}: status, headers, media type and body. */
public final class PublicApi {

    private static final String FILE = "docs/openapi.yaml";

    /** What every path and method may be answered, by status, whether it exists or not. */
    private static final Map<Integer, String> ANYWHERE =
            Map.of(
                    400, "InvalidRequest",
                    404, "NotFound",
                    405, "MethodNotAllowed",
                    413, "BodyTooLarge",
                    500, "InternalError");

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final Map<String, @Nullable Object> document;
    private final Schemas schemas;
    private final JsonMapper json = JsonMapper.builder().build();

    private PublicApi(Map<String, @Nullable Object> document) {
        this.document = document;
        schemas = new Schemas(document);
    }

    /** The API of the working tree that the tests run in. */
    public static PublicApi ofThisRepository() {
        return read(Checkout.file(FILE));
    }

    static PublicApi read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PublicApi parse(String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var yaml = new org.yaml.snakeyaml.Yaml(new SafeConstructor(options));
        return new PublicApi(Yaml.map(yaml.load(text), FILE));
    }

    /** Throws {@link AssertionError} with all that is wrong. */
    public void check(HttpResponse<String> answer) {
        var request = answer.request();
        List<String> mistakes =
                mistakes(
                        request.method(),
                        request.uri().getRawPath(),
                        answer.statusCode(),
                        answer.headers(),
                        answer.body());
        if (!mistakes.isEmpty()) {
            throw new AssertionError(
                    "not as %s says: %s %s -> %d %s\n%s"
                            .formatted(
                                    FILE,
                                    request.method(),
                                    request.uri().getRawPath(),
                                    answer.statusCode(),
                                    answer.body(),
                                    String.join("\n", mistakes)));
        }
    }

    /** Every code that some answer may have, for comparing with what programs know. */
    public Set<String> codes() {
        var codes = new TreeSet<String>();
        Object code = Yaml.map(schema("Problem").get("properties"), "Problem").get("code");
        for (Object each : Yaml.listOrEmpty(Yaml.map(code, "code").get("enum"), "code")) {
            codes.add(String.valueOf(each));
        }
        return codes;
    }

    /** Every operation: {@code POST /v1/packets}. */
    public Set<String> operations() {
        var operations = new TreeSet<String>();
        paths().forEach((path, item) -> {
            for (String method : Yaml.map(item, path).keySet()) {
                if (METHODS.contains(method)) {
                    operations.add(method.toUpperCase(Locale.ROOT) + " " + path);
                }
            }
        });
        return operations;
    }

    List<String> mistakes(
            String method, String path, int status, HttpHeaders headers, String body) {
        Optional<Map<String, @Nullable Object>> response = response(method, path, status);
        if (response.isEmpty()) {
            return List.of("no such answer: %s %s -> %d".formatted(method, path, status));
        }
        var mistakes = new ArrayList<String>();
        checkHeaders(response.get(), headers, mistakes);
        checkBody(response.get(), status, headers.firstValue("Content-Type").orElse(""), body)
                .forEach(mistakes::add);
        return mistakes;
    }

    private Optional<Map<String, @Nullable Object>> response(
            String method, String path, int status) {
        Object named =
                operation(method, path)
                        .map(operation -> Yaml.map(operation.get("responses"), path))
                        .map(responses -> responses.get(Integer.toString(status)))
                        .orElse(null);
        if (named != null) {
            return Optional.of(schemas.resolve(named, path));
        }
        String anywhere = ANYWHERE.get(status);
        return anywhere == null
                ? Optional.empty()
                : Optional.of(
                        Yaml.map(
                                Yaml.map(components().get("responses"), "responses").get(anywhere),
                                anywhere));
    }

    private Optional<Map<String, @Nullable Object>> operation(String method, String path) {
        for (var item : paths().entrySet()) {
            if (matches(item.getKey(), path)) {
                Object operation =
                        Yaml.map(item.getValue(), path).get(method.toLowerCase(Locale.ROOT));
                return operation == null
                        ? Optional.empty()
                        : Optional.of(Yaml.map(operation, path));
            }
        }
        return Optional.empty();
    }

    private static boolean matches(String template, String path) {
        return Pattern.matches(template.replaceAll("\\{[^}]+}", "[^/]+"), path);
    }

    private void checkHeaders(
            Map<String, @Nullable Object> response, HttpHeaders headers, List<String> mistakes) {
        Yaml.mapOrEmpty(response.get("headers"), "headers")
                .forEach((name, node) -> {
                    Map<String, @Nullable Object> header = schemas.resolve(node, name);
                    Optional<String> value = headers.firstValue(name);
                    if (value.isEmpty() && Boolean.TRUE.equals(header.get("required"))) {
                        mistakes.add("must have the header " + name);
                    }
                    value.ifPresent(text ->
                            mistakes.addAll(
                                    schemas.mistakes(
                                            header.get("schema"), typed(header, text), name)));
                });
    }

    private static Object typed(Map<String, @Nullable Object> header, String text) {
        boolean integer = "integer".equals(Yaml.map(header.get("schema"), "header").get("type"));
        return integer && text.matches("[0-9]{1,9}") ? (Object) Integer.valueOf(text) : text;
    }

    private List<String> checkBody(
            Map<String, @Nullable Object> response, int status, String mediaType, String body) {
        Map<String, @Nullable Object> content = Yaml.map(response.get("content"), "content");
        String bare = mediaType.replaceAll(";.*", "").strip();
        if (!content.containsKey(bare)) {
            return List.of("Content-Type must be %s: %s".formatted(content.keySet(), mediaType));
        }
        Object value;
        try {
            value = json.readValue(body, Object.class);
        } catch (JacksonException e) {
            return List.of("body must be JSON: " + e.getOriginalMessage());
        }
        var mistakes =
                new ArrayList<>(
                        schemas.mistakes(
                                Yaml.map(content.get(bare), bare).get("schema"), value, "body"));
        if (bare.equals("application/problem+json")
                && !Integer.valueOf(status).equals(Yaml.map(value, "body").get("status"))) {
            mistakes.add("body.status must be the status of the answer: " + status);
        }
        return mistakes;
    }

    private Map<String, @Nullable Object> paths() {
        return Yaml.map(document.get("paths"), "paths");
    }

    private Map<String, @Nullable Object> components() {
        return Yaml.map(document.get("components"), "components");
    }

    private Map<String, @Nullable Object> schema(String name) {
        return Yaml.map(Yaml.map(components().get("schemas"), "schemas").get(name), name);
    }
}
