package io.hongbao.gateway.route;

import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.gateway.forward.Reply.Answered;
import io.hongbao.serving.problem.ProblemBody;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.problem.ProblemWriter;
import io.hongbao.serving.problem.ServletProblems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers: our own, those of services unchanged, and problems. */
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

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
    private static final int UNAUTHENTICATED = 401;

    private static final String OK = "ok";

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

    /** As {@link #ok(Object)}, written at once; the outcome. */
    String ok(HttpServletResponse response, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("application/json");
        write(response, bytes);
        return OK;
    }

    /** As {@link #problem(ProblemBody)}, written at once. */
    void problem(HttpServletResponse response, ProblemBody problem) throws IOException {
        if (problem.code() == ProblemCode.UNAUTHENTICATED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        ServletProblems.write(problems, response, problem);
    }

    /** What a service said, as it said it. */
    Served relay(Answered answered) {
        requireTicketTaken(answered.status());
        var response = ServerResponse.status(HttpStatusCode.valueOf(answered.status()));
        passOn(answered, response::header);
        return new Served(
                bytes(response, answered.body()), outcome(answered.status(), answered.body()));
    }

    /** As {@link #relay(Answered)}, written at once; the outcome. */
    String relay(HttpServletResponse response, Answered answered) throws IOException {
        requireTicketTaken(answered.status());
        response.setStatus(answered.status());
        passOn(answered, response::addHeader);
        write(response, answered.body());
        return outcome(answered.status(), answered.body());
    }

    /** What a service said to one call of many, as it would have said it alone; the outcome. */
    String relay(HttpServletResponse response, int status, CombinedAnswers.Answer answer)
            throws IOException {
        requireTicketTaken(status);
        byte[] body =
                answer.body() == null
                        ? new byte[0]
                        : answer.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(
                status < PROBLEM_FROM ? "application/json" : ProblemBody.MEDIA_TYPE);
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.retryAfter() != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, answer.retryAfter());
        }
        write(response, body);
        return outcome(status, body);
    }

    private static void passOn(Answered answered, BiConsumer<String, String> header) {
        answered.headers()
                .map()
                .forEach((name, values) -> {
                    if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> header.accept(name, value));
                    }
                });
    }

    private static void write(HttpServletResponse response, byte[] body) throws IOException {
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** When it was refused, that was our ticket, not the user's token. */
    private static void requireTicketTaken(int status) {
        if (status == UNAUTHENTICATED) {
            LOG.error("ticket refused: the services have other keys, or another time");
            throw ProblemException.of(
                    ProblemCode.INTERNAL_ERROR, "the fault is logged on our side");
        }
    }

    private String outcome(int status, byte[] body) {
        if (status < PROBLEM_FROM) {
            return OK;
        }
        try {
            String code = json.readTree(body).path("code").asString("");
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
            ServletProblems.write(problems, servletResponse, problem);
            return null;
        });
    }

    private static ServerResponse bytes(ServerResponse.BodyBuilder response, byte[] body) {
        return response.build((_, servletResponse) -> {
            write(servletResponse, body);
            return null;
        });
    }
}
