package io.hongbao.serving.problem;

import io.hongbao.contracts.problem.ProblemCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client is told of a refusal.
 *
 * @param members further members, by name: {@code field} and the like
 * @param retryAfter when to try again; sent only for codes that say so
 */
public record ProblemBody(
        ProblemCode code, String detail, Map<String, Object> members, Duration retryAfter) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Duration RETRY_AFTER_DEFAULT = Duration.ofSeconds(1);

    public ProblemBody {
        members = Map.copyOf(members);
    }

    public static ProblemBody of(ProblemCode code, String detail) {
        return new ProblemBody(code, detail, Map.of(), RETRY_AFTER_DEFAULT);
    }

    /** The members of the JSON object, in reading order. */
    public Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("type", "about:blank");
        json.put("title", code.title());
        json.put("status", code.httpStatus());
        json.put("code", code.code());
        json.put("detail", detail);
        json.putAll(members);
        return json;
    }

    /** Whole seconds, at least 1, as the header {@code Retry-After} wants them. */
    public long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }
}
