package io.hongbao.calls.send;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.serving.problem.ProblemBody;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What became of one call to one instance. */
public sealed interface CallResult {

    /** The instance answered, whatever it said. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
    record Response(int status, HttpHeaders headers, byte[] body) implements CallResult {

        /**
         * Our services say 503 with a problem. Without one it is their container that says it: the
         * instance stops, and takes no more calls on connections that are still open.
         */
        public boolean isOfService() {
            String contentType = headers.get(HttpHeaderNames.CONTENT_TYPE);
            return status != ProblemCode.OVERLOADED.httpStatus()
                    || (contentType != null && contentType.startsWith(ProblemBody.MEDIA_TYPE));
        }

        /**
         * Whether it is a refusal that may become wrong: not told when an earlier try is in doubt.
         */
        public boolean mayStopBeingTrue(JsonMapper json) {
            if (status < 400 || status >= 500) {
                return false;
            }
            try {
                String code = json.readTree(body).path("code").asString("");
                return ProblemCode.of(code).map(ProblemCode::mayStopBeingTrue).orElse(true);
            } catch (JacksonException noProblem) {
                return true;
            }
        }
    }

    /** Whether the call had an effect is for the reason to say. */
    record Failure(CallFailure reason) implements CallResult {}
}
