package io.hongbao.serving.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        if (problem.code().retryable()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfterSeconds()));
        }
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    public ResponseEntity<byte[]> entity(ProblemBody problem) {
        var answer =
                ResponseEntity.status(problem.code().httpStatus())
                        .header(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
        if (problem.code().retryable()) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfterSeconds()));
        }
        return answer.body(json.writeValueAsBytes(problem.json()));
    }
}
