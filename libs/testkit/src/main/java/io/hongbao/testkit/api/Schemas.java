package io.hongbao.testkit.api;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds JSON values to the schemas of one OpenAPI document (JSON Schema 2020-12, so far as the
 * document uses it). A keyword that is not known here is a mistake of the document: nothing in it
 * goes unchecked.
 */
final class Schemas {

    private static final Set<String> KEYWORDS =
            Set.of(
                    "$ref",
                    "additionalProperties",
                    "allOf",
                    "default",
                    "description",
                    "enum",
                    "format",
                    "items",
                    "maxItems",
                    "maxLength",
                    "maximum",
                    "minLength",
                    "minimum",
                    "pattern",
                    "properties",
                    "required",
                    "type",
                    "uniqueItems");

    private final Map<String, @Nullable Object> document;

    Schemas(Map<String, @Nullable Object> document) {
        this.document = document;
    }

    /** What {@code reference} ({@code #/…}) points to; {@code node} itself when it is none. */
    Map<String, @Nullable Object> resolve(@Nullable Object node, String what) {
        Map<String, @Nullable Object> map = Yaml.map(node, what);
        if (!(map.get("$ref") instanceof String reference)) {
            return map;
        }
        Object target = document;
        for (String step : reference.substring("#/".length()).split("/", -1)) {
            target = Yaml.map(target, reference).get(step);
        }
        return Yaml.map(target, reference);
    }

    /** What is wrong with {@code value}, each with its place; empty when nothing is. */
    List<String> mistakes(@Nullable Object schema, @Nullable Object value, String at) {
        Map<String, @Nullable Object> rules = Yaml.map(schema, at);
        for (String keyword : rules.keySet()) {
            if (!KEYWORDS.contains(keyword)) {
                throw new IllegalStateException("not known here: " + keyword + " at " + at);
            }
        }
        var mistakes = new ArrayList<String>();
        if (rules.containsKey("$ref")) {
            mistakes.addAll(mistakes(resolve(rules, at), value, at));
        }
        for (Object part : Yaml.listOrEmpty(rules.get("allOf"), at)) {
            mistakes.addAll(mistakes(part, value, at));
        }
        if (!typeFits(rules.get("type"), value)) {
            mistakes.add("%s must be %s: %s".formatted(at, rules.get("type"), value));
            return mistakes;
        }
        if (rules.get("enum") instanceof List<?> allowed && !allowed.contains(value)) {
            mistakes.add("%s must be one of %s: %s".formatted(at, allowed, value));
        }
        switch (value) {
            case String text -> checkText(rules, text, at, mistakes);
            case Number number -> checkNumber(rules, number.longValue(), at, mistakes);
            case List<?> list -> checkList(rules, list, at, mistakes);
            case Map<?, ?> object -> checkObject(rules, Yaml.map(object, at), at, mistakes);
            case null, default -> {}
        }
        return mistakes;
    }

    private static boolean typeFits(@Nullable Object type, @Nullable Object value) {
        return switch (type) {
            case null -> true;
            case List<?> types -> types.stream().anyMatch(one -> typeFits(one, value));
            case String name ->
                    switch (name) {
                        case "string" -> value instanceof String;
                        case "integer" -> value instanceof Integer || value instanceof Long;
                        case "boolean" -> value instanceof Boolean;
                        case "array" -> value instanceof List;
                        case "object" -> value instanceof Map;
                        case "null" -> value == null;
                        default -> throw new IllegalStateException("not known here: type " + name);
                    };
            default -> throw new IllegalStateException("not a type: " + type);
        };
    }

    private static void checkText(
            Map<String, @Nullable Object> rules, String text, String at, List<String> mistakes) {
        int length = text.codePointCount(0, text.length());
        if (rules.get("minLength") instanceof Number min && length < min.intValue()) {
            mistakes.add("%s must have %s characters: %s".formatted(at, min, text));
        }
        if (rules.get("maxLength") instanceof Number max && length > max.intValue()) {
            mistakes.add("%s must have at most %s characters: %s".formatted(at, max, text));
        }
        if (rules.get("pattern") instanceof String pattern
                && !Pattern.compile(pattern).matcher(text).find()) {
            mistakes.add("%s must match %s: %s".formatted(at, pattern, text));
        }
        if ("date-time".equals(rules.get("format")) && !isTime(text)) {
            mistakes.add("%s must be a time of RFC 3339: %s".formatted(at, text));
        }
    }

    private static boolean isTime(String text) {
        try {
            // RFC 3339 wants seconds, which Java's ISO form lets out.
            return OffsetDateTime.parse(text).toString() != null
                    && text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*");
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void checkNumber(
            Map<String, @Nullable Object> rules, long number, String at, List<String> mistakes) {
        if (rules.get("minimum") instanceof Number min && number < min.longValue()) {
            mistakes.add("%s must be >= %s: %d".formatted(at, min, number));
        }
        if (rules.get("maximum") instanceof Number max && number > max.longValue()) {
            mistakes.add("%s must be <= %s: %d".formatted(at, max, number));
        }
    }

    private void checkList(
            Map<String, @Nullable Object> rules, List<?> list, String at, List<String> mistakes) {
        if (rules.get("maxItems") instanceof Number max && list.size() > max.intValue()) {
            mistakes.add("%s must have at most %s items: %d".formatted(at, max, list.size()));
        }
        if (Boolean.TRUE.equals(rules.get("uniqueItems"))
                && new HashSet<>(list).size() < list.size()) {
            mistakes.add(at + " must not repeat items");
        }
        Object items = rules.get("items");
        for (int i = 0; items != null && i < list.size(); i++) {
            mistakes.addAll(mistakes(items, list.get(i), at + "[" + i + "]"));
        }
    }

    private void checkObject(
            Map<String, @Nullable Object> rules,
            Map<String, @Nullable Object> object,
            String at,
            List<String> mistakes) {
        Map<String, @Nullable Object> properties = Yaml.mapOrEmpty(rules.get("properties"), at);
        for (Object name : Yaml.listOrEmpty(rules.get("required"), at)) {
            if (!object.containsKey(name)) {
                mistakes.add("%s must have %s".formatted(at, name));
            }
        }
        object.forEach((name, value) -> {
            String inside = at + "." + name;
            if (properties.containsKey(name)) {
                mistakes.addAll(mistakes(properties.get(name), value, inside));
            } else if (Boolean.FALSE.equals(rules.get("additionalProperties"))) {
                mistakes.add(inside + " must not be there");
            }
        });
    }
}
