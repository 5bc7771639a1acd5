package io.hongbao.serving.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;

/** Writes problems in servlet filters, before any controller is asked. */
public final class ServletProblems {

    private ServletProblems() {}

    public static void write(
            ProblemWriter problems, HttpServletResponse response, ProblemBody problem)
            throws IOException {
        byte[] bytes = problems.bytes(problem);
        response.setStatus(problem.code().httpStatus());
        response.setContentType(ProblemBody.MEDIA_TYPE);
        problems.retryAfter(problem)
                .ifPresent(after -> response.setHeader(HttpHeaders.RETRY_AFTER, after));
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
