package io.hongbao.serving.problem;

import io.hongbao.contracts.problem.ProblemCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal on its way to the client. Carries no stack trace: it is an answer, not a fault, and
 * must cost little when many are refused.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient ProblemBody body;

    private ProblemException(ProblemBody body) {
        super(body.code().code() + ": " + body.detail(), null, false, false);
        this.body = body;
    }

    public static ProblemException of(ProblemCode code, String detail) {
        return new ProblemException(ProblemBody.of(code, detail));
    }

    /** {@code invalid_request} for {@code field}: the detail gives the rule, then the value. */
    public static ProblemException field(String field, String detail) {
        return of(ProblemCode.INVALID_REQUEST, detail).with("field", field);
    }

    public static ProblemException field(ProblemCode code, String field, String detail) {
        return of(code, detail).with("field", field);
    }

    /** The same refusal with one more member in its body. */
    public ProblemException with(String name, Object value) {
        Map<String, Object> members = new LinkedHashMap<>(body.members());
        members.put(name, value);
        return new ProblemException(
                new ProblemBody(body.code(), body.detail(), members, body.retryAfter()));
    }

    /** The same refusal, saying when to try again; rounded up to whole seconds. */
    public ProblemException retryAfter(Duration wait) {
        return new ProblemException(
                new ProblemBody(body.code(), body.detail(), body.members(), wait));
    }

    public ProblemBody body() {
        return body;
    }
}
