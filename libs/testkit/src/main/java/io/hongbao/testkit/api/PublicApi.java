package io.hongbao.testkit.api;

import io.hongbao.testkit.cases.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds real answers to an OpenAPI file: status, headers, media type and body. */
public final class PublicApi {

    private static final String FILE = "docs/openapi.yaml";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What every path and method may be answered, by status, whether it exists or not. */
    private static final Map<Integer, String> ANYWHERE =
            Map.of(
                    400, "InvalidRequest",
                    404, "NotFound",
                    405, "MethodNotAllowed",
                    413, "BodyTooLarge",
                    500, "InternalError");

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final String file;
    private final JsonNode document;
    private final JsonSchema schemas;

    private PublicApi(String file, JsonNode document) {
        this.file = file;
        this.document = document;
        schemas = new JsonSchema(document);
    }

    /** The API of the working tree that the tests run in. */
    public static PublicApi ofThisRepository() {
        return of(FILE);
    }

    /** What a file of the working tree describes, by its path from the root. */
    public static PublicApi of(String file) {
        try {
            return parse(file, Files.readString(Checkout.file(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PublicApi parse(String text) {
        return parse(FILE, text);
    }

    private static PublicApi parse(String file, String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object tree = new Yaml(new SafeConstructor(options)).load(text);
        return new PublicApi(file, JSON.valueToTree(tree));
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
                    String.format(
                            Locale.ROOT,
                            "not as %s says: %s %s -> %d %s\n%s",
                            file,
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
        document.at("/components/schemas/Problem/properties/code/enum")
                .forEach(code -> codes.add(code.asString()));
        return codes;
    }

    /** Every operation: {@code POST /v1/packets}. */
    public Set<String> operations() {
        var operations = new TreeSet<String>();
        for (var item : document.get("paths").properties()) {
            for (String method : item.getValue().propertyNames()) {
                if (METHODS.contains(method)) {
                    operations.add(method.toUpperCase(Locale.ROOT) + " " + item.getKey());
                }
            }
        }
        return operations;
    }

    /** Every answer to every operation: {@code POST /v1/packets 201}. */
    public Set<String> answers() {
        var answers = new TreeSet<String>();
        for (String operation : operations()) {
            String[] methodAndPath = operation.split(" ", 2);
            String responses =
                    below("/paths", methodAndPath[1])
                            + "/"
                            + methodAndPath[0].toLowerCase(Locale.ROOT)
                            + "/responses";
            document.at(responses)
                    .propertyNames()
                    .forEach(status -> answers.add(operation + " " + status));
        }
        return answers;
    }

    /** What is wrong with JSON that a schema of this name describes. */
    public List<String> mistakes(String schema, String json) {
        return schemas.mistakes(below("/components/schemas", schema), JSON.readTree(json), schema);
    }

    List<String> mistakes(
            String method, String path, int status, HttpHeaders headers, String body) {
        String response = response(method, path, status);
        if (document.at(response).isMissingNode()) {
            return List.of(
                    String.format(
                            Locale.ROOT, "no such answer: %s %s -> %d", method, path, status));
        }
        var mistakes = new ArrayList<String>();
        checkHeaders(response, headers, mistakes);
        checkBody(response, status, headers.firstValue("Content-Type").orElse(""), body, mistakes);
        return mistakes;
    }

    /** Where the answer is described; nowhere, when it may not be given. */
    private String response(String method, String path, int status) {
        for (String template : document.get("paths").propertyNames()) {
            if (Pattern.matches(template.replaceAll("\\{[^}]+}", "[^/]+"), path)) {
                String named =
                        below("/paths", template)
                                + "/"
                                + method.toLowerCase(Locale.ROOT)
                                + "/responses/"
                                + status;
                return document.at(named).isMissingNode() ? anywhere(status) : resolved(named);
            }
        }
        return anywhere(status);
    }

    private static String anywhere(int status) {
        return "/components/responses/" + ANYWHERE.getOrDefault(status, "none");
    }

    private void checkHeaders(String response, HttpHeaders headers, List<String> mistakes) {
        for (String name : document.at(response + "/headers").propertyNames()) {
            String header = resolved(below(response + "/headers", name));
            Optional<String> value = headers.firstValue(name);
            if (value.isEmpty() && document.at(header + "/required").asBoolean(false)) {
                mistakes.add("must have the header " + name);
            }
            value.ifPresent(text ->
                    mistakes.addAll(
                            schemas.mistakes(header + "/schema", typed(header, text), name)));
        }
    }

    private JsonNode typed(String header, String text) {
        boolean integer = document.at(header + "/schema/type").asString("").equals("integer");
        return JSON.valueToTree(
                integer && text.matches("[0-9]{1,9}") ? (Object) Integer.valueOf(text) : text);
    }

    private void checkBody(
            String response, int status, String mediaType, String body, List<String> mistakes) {
        JsonNode content = document.at(response + "/content");
        if (content.isMissingNode()) {
            if (!body.isEmpty()) {
                mistakes.add("must have no body: " + body);
            }
            return;
        }
        String bare = mediaType.replaceAll(";.*", "").strip();
        if (!content.has(bare)) {
            mistakes.add("Content-Type must be " + content.propertyNames() + ": " + mediaType);
            return;
        }
        JsonNode value;
        try {
            value = JSON.readTree(body);
        } catch (JacksonException e) {
            mistakes.add("body must be JSON: " + e.getOriginalMessage());
            return;
        }
        String schema = below(response + "/content", bare) + "/schema";
        mistakes.addAll(schemas.mistakes(schema, value, "body"));
        if (bare.equals("application/problem+json") && value.path("status").asInt(0) != status) {
            mistakes.add("body.status must be the status of the answer: " + status);
        }
    }

    /** The pointer to what {@code pointer} refers to; itself when it does not. */
    private String resolved(String pointer) {
        String reference = document.at(pointer).path("$ref").asString("");
        return reference.isEmpty() ? pointer : reference.substring("#".length());
    }

    private static String below(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
