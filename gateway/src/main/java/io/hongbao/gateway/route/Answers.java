package io.hongbao.gateway.route;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.gateway.forward.Reply.Answered;
import io.hongbao.serving.problem.ProblemBody;
import io.hongbao.serving.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers: our own, those of services unchanged, and problems. */
final class Answers {

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
                    "content-length",
                    "date");

    private static final int PROBLEM_FROM = 400;

    private final JsonMapper json;
    private final ProblemWriter problems;

    Answers(JsonMapper json, ProblemWriter problems) {
        this.json = json;
        this.problems = problems;
    }

    ServerResponse ok(Object body) {
        return bytes(
                ServerResponse.ok().header(HttpHeaders.CONTENT_TYPE, "application/json"),
                json.writeValueAsBytes(body));
    }

    /** As {@link #ok(Object)}, written at once. */
    void ok(HttpServletResponse response, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** As {@link #problem(ProblemBody)}, written at once. */
    void problem(HttpServletResponse response, ProblemBody problem) throws IOException {
        if (problem.code() == ProblemCode.UNAUTHENTICATED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        problems.write(response, problem);
    }

    /** What a service said, as it said it. */
    Served relay(Answered answered) {
        var response = ServerResponse.status(HttpStatusCode.valueOf(answered.status()));
        answered.headers()
                .map()
                .forEach((name, values) -> {
                    if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                        response.header(name, values.toArray(String[]::new));
                    }
                });
        return new Served(bytes(response, answered.body()), outcome(answered));
    }

    private String outcome(Answered answered) {
        if (answered.status() < PROBLEM_FROM) {
            return "ok";
        }
        try {
            String code = json.readTree(answered.body()).path("code").asString("");
            return ProblemCode.of(code).orElse(ProblemCode.INTERNAL_ERROR).code();
        } catch (JacksonException e) {
            return ProblemCode.INTERNAL_ERROR.code();
        }
    }

    ServerResponse problem(ProblemBody problem) {
        return problem(problem, Map.of());
    }

    ServerResponse problem(ProblemBody problem, Map<String, String> headers) {
        var response = ServerResponse.status(problem.code().httpStatus());
        headers.forEach(response::header);
        if (problem.code() == ProblemCode.UNAUTHENTICATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.build((_, servletResponse) -> {
            problems.write(servletResponse, problem);
            return null;
        });
    }

    private static ServerResponse bytes(ServerResponse.BodyBuilder response, byte[] body) {
        return response.build((_, servletResponse) -> {
            servletResponse.setContentLength(body.length);
            servletResponse.getOutputStream().write(body);
            return null;
        });
    }
}
