package io.hongbao.serving.problem;

import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems, for whatever carries them to the client. */
public final class ProblemWriter {

    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public byte[] bytes(ProblemBody problem) {
        return json.writeValueAsBytes(problem.json());
    }

    public ResponseEntity<byte[]> entity(ProblemBody problem) {
        var answer =
                ResponseEntity.status(problem.code().httpStatus())
                        .header(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
        retryAfter(problem).ifPresent(after -> answer.header(HttpHeaders.RETRY_AFTER, after));
        return answer.body(bytes(problem));
    }

    /** The header {@code Retry-After}, for codes that have it. */
    public Optional<String> retryAfter(ProblemBody problem) {
        return problem.code().retryable()
                ? Optional.of(Long.toString(problem.retryAfterSeconds()))
                : Optional.empty();
    }
}
