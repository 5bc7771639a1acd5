package io.hongbao.testkit.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into trees of maps and lists, as YAML and JSON are read. */
final class Yaml {

    private Yaml() {}

    @SuppressWarnings("unchecked") // keys of YAML mappings and JSON objects are text here
    static Map<String, @Nullable Object> map(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalStateException("must be a mapping: " + what);
    }

    /** Empty when there is none. */
    static Map<String, @Nullable Object> mapOrEmpty(@Nullable Object value, String what) {
        return value == null ? Map.of() : map(value, what);
    }

    @SuppressWarnings("unchecked") // any list is a list of objects
    static List<@Nullable Object> listOrEmpty(@Nullable Object value, String what) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> (List<@Nullable Object>) list;
            default -> throw new IllegalStateException("must be a list: " + what);
        };
    }
}
