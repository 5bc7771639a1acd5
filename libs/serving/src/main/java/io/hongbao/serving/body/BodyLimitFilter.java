package io.hongbao.serving.body;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.serving.problem.ProblemBody;
import io.hongbao.serving.problem.ProblemWriter;
import io.hongbao.serving.problem.ServletProblems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Refuses bodies over a limit with {@code body_too_large}, whether or not they announce their
 * length. What was sent is read to its end (up to {@link #DRAIN_MAX}), else the client would see a
 * reset connection instead of the answer.
 */
public final class BodyLimitFilter extends OncePerRequestFilter {

    /** A client that sends more than this after being over the limit is cut off. */
    static final long DRAIN_MAX = 16 * 1024 * 1024;

    private static final byte[] NO_BODY = {};

    private final int bytesMax;
    private final ProblemWriter problems;

    public BodyLimitFilter(int bytesMax, ProblemWriter problems) {
        this.bytesMax = bytesMax;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() == 0) {
            chain.doFilter(request, response);
            return;
        }
        InputStream body = request.getInputStream();
        byte[] bytes = body.readNBytes(bytesMax + 1);
        if (bytes.length > bytesMax) {
            drain(body);
            ServletProblems.write(
                    problems,
                    response,
                    ProblemBody.of(
                            ProblemCode.BODY_TOO_LARGE, "must be <= " + bytesMax + " bytes"));
            return;
        }
        chain.doFilter(new ReadRequest(request, bytes), response);
    }

    /** The body of a request that came through here. */
    public static byte[] bodyOf(HttpServletRequest request) {
        ReadRequest read = WebUtils.getNativeRequest(request, ReadRequest.class);
        return read == null ? NO_BODY : read.body;
    }

    private static void drain(InputStream body) throws IOException {
        byte[] buffer = new byte[8192];
        long drained = 0;
        int read;
        while (drained < DRAIN_MAX && (read = body.read(buffer)) >= 0) {
            drained += read;
        }
    }

    /** The request with its body in memory. */
    private static final class ReadRequest extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ReadStream(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(
                    new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class ReadStream extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        ReadStream(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("bodies are read by virtual threads, blocking");
        }
    }
}
