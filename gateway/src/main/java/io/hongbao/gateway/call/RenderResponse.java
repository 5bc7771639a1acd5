package io.hongbao.gateway.call;

import io.hongbao.calls.send.CallResult.Response;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.serving.problem.ProblemBody;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.problem.ProblemWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Makes answers: of what services said, of problems, and of faults. */
public final class RenderResponse {

    private static final Logger log = LoggerFactory.getLogger(RenderResponse.class);

    /** Of the connection, not of the answer (RFC 9110, section 7.6.1), or made anew. */
    private static final Set<String> NOT_PASSED_ON =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "date",
                    // Between processes only.
                    "hongbao-clock");

    private static final int PROBLEM_FROM = 400;
    private static final int UNAUTHENTICATED = 401;

    private final JsonMapper json;
    private final ProblemWriter problems;

    public RenderResponse(JsonMapper json, ProblemWriter problems) {
        this.json = json;
        this.problems = problems;
    }

    /** What a service said, as it said it; throws when it refused our ticket. */
    public PublicResponse of(int status, Map<String, List<String>> headers, byte[] body) {
        requireTicketTaken(status);
        var passedOn = new LinkedHashMap<String, List<String>>();
        headers.forEach((name, values) -> {
            if (isPassedOn(name)) {
                passedOn.put(name, values);
            }
        });
        return new PublicResponse(status, passedOn, body, outcome(status, body));
    }

    /** As the service said it. */
    public PublicResponse of(Response answered) {
        var headers = new LinkedHashMap<String, List<String>>();
        for (String name : answered.headers().names()) {
            headers.put(name, answered.headers().getAll(name));
        }
        return of(answered.status(), headers, answered.body());
    }

    /** Whether a header of a service's answer is for the client. */
    public static boolean isPassedOn(String name) {
        return !NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT));
    }

    /** When it was refused, that was our ticket, not the user's token. */
    private static void requireTicketTaken(int status) {
        if (status == UNAUTHENTICATED) {
            log.error("ticket refused: the services have other keys, or another time");
            throw ProblemException.of(
                    ProblemCode.INTERNAL_ERROR, "the fault is logged on our side");
        }
    }

    private String outcome(int status, byte[] body) {
        if (status < PROBLEM_FROM) {
            return PublicResponse.outcome(status);
        }
        try {
            String code = json.readTree(body).path("code").asString("");
            return ProblemCode.of(code).orElse(ProblemCode.INTERNAL_ERROR).code();
        } catch (JacksonException e) {
            return ProblemCode.INTERNAL_ERROR.code();
        }
    }

    /** A refusal as the problem that it is; any other fault is a bug, which is logged. */
    public PublicResponse of(Throwable fault) {
        Throwable cause =
                fault instanceof CompletionException && fault.getCause() != null
                        ? fault.getCause()
                        : fault;
        if (cause instanceof ProblemException refusal) {
            return of(refusal.body(), Map.of());
        }
        log.error("call failed", cause);
        return of(
                ProblemBody.of(ProblemCode.INTERNAL_ERROR, "the fault is logged on our side"),
                Map.of());
    }

    /** A problem with further headers. */
    public PublicResponse of(ProblemBody problem, Map<String, String> headers) {
        var all = new LinkedHashMap<String, List<String>>();
        all.put("Content-Type", List.of(ProblemBody.MEDIA_TYPE));
        problems.retryAfter(problem).ifPresent(after -> all.put("Retry-After", List.of(after)));
        if (problem.code() == ProblemCode.UNAUTHENTICATED) {
            all.put("WWW-Authenticate", List.of("Bearer"));
        }
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new PublicResponse(
                problem.code().httpStatus(), all, problems.bytes(problem), problem.code().code());
    }
}
