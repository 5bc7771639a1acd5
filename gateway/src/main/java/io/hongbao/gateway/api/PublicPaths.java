package io.hongbao.gateway.api;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the operation that a method and a path name. Paths are compared as they were sent. */
public final class PublicPaths {

    private final List<PublicPath> paths = new ArrayList<>();

    /** Of these operations only. */
    public PublicPaths(Set<PublicOperation> operations) {
        Map<String, Map<String, PublicOperation>> byPath = new LinkedHashMap<>();
        for (PublicOperation operation : EnumSet.copyOf(operations)) {
            byPath.computeIfAbsent(operation.path(), _ -> new LinkedHashMap<>())
                    .put(operation.method(), operation);
        }
        byPath.forEach((path, methods) -> paths.add(PublicPath.of(path, methods)));
    }

    /** What stands at a method and a path. */
    public sealed interface PathMatch {

        /**
         * An operation.
         *
         * @param variable what the path has where its operation's has a name in braces, as it was
         *     sent; empty when there is no such place
         */
        record OperationMatch(PublicOperation operation, String variable) implements PathMatch {}

        /**
         * Nothing by this method.
         *
         * @param allowed the methods there are, as the header {@code Allow} lists them
         */
        record MethodNotAllowed(String allowed) implements PathMatch {}

        record NoMatch() implements PathMatch {}
    }

    private static final PathMatch NOTHING = new PathMatch.NoMatch();

    public PathMatch find(String method, String path) {
        for (PublicPath each : paths) {
            String variable = each.variable(path);
            if (variable != null) {
                PublicOperation operation = each.methods().get(method);
                return operation == null
                        ? new PathMatch.MethodNotAllowed(each.allowed())
                        : new PathMatch.OperationMatch(operation, variable);
            }
        }
        return NOTHING;
    }

    /**
     * One path.
     *
     * @param prefix the whole path, or what is before the variable
     * @param suffix what is after the variable; null when there is none
     * @param methods the operations; {@code HEAD} stands beside each {@code GET}
     */
    private record PublicPath(
            String prefix,
            @Nullable String suffix,
            Map<String, PublicOperation> methods,
            String allowed) {

        static PublicPath of(String path, Map<String, PublicOperation> operations) {
            var methods = new LinkedHashMap<>(operations);
            PublicOperation get = operations.get("GET");
            if (get != null) {
                methods.put("HEAD", get);
            }
            int at = path.indexOf('{');
            return new PublicPath(
                    at < 0 ? path : path.substring(0, at),
                    at < 0 ? null : path.substring(path.indexOf('}') + 1),
                    Map.copyOf(methods),
                    String.join(", ", new TreeSet<>(methods.keySet())));
        }

        /** Empty for a path without one; null when this is another path. */
        @Nullable String variable(String path) {
            if (suffix == null) {
                return path.equals(prefix) ? "" : null;
            }
            int from = prefix.length();
            int to = path.length() - suffix.length();
            if (to <= from || !path.startsWith(prefix) || !path.endsWith(suffix)) {
                return null;
            }
            return path.lastIndexOf('/', to - 1) < from ? path.substring(from, to) : null;
        }
    }
}
