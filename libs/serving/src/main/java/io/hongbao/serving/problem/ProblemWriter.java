package io.hongbao.serving.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems, in filters and in controllers alike. */
public final class ProblemWriter {

    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public void write(HttpServletResponse response, ProblemBody problem) throws IOException {
        byte[] bytes = json.writeValueAsBytes(problem.json());
        response.setStatus(problem.code().httpStatus());
        response.setContentType(ProblemBody.MEDIA_TYPE);
        retryAfter(problem).ifPresent(after -> response.setHeader(HttpHeaders.RETRY_AFTER, after));
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    public ResponseEntity<byte[]> entity(ProblemBody problem) {
        var answer =
                ResponseEntity.status(problem.code().httpStatus())
                        .header(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
        retryAfter(problem).ifPresent(after -> answer.header(HttpHeaders.RETRY_AFTER, after));
        return answer.body(json.writeValueAsBytes(problem.json()));
    }

    /** The header {@code Retry-After}, for codes that have it. */
    public Optional<String> retryAfter(ProblemBody problem) {
        return problem.code().retryable()
                ? Optional.of(Long.toString(problem.retryAfterSeconds()))
                : Optional.empty();
    }
}
