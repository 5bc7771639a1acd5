package io.hongbao.gateway.container;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.serving.problem.ProblemBody;
import io.hongbao.serving.problem.ProblemWriter;
import io.hongbao.serving.problem.ServletProblems;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what Tomcat refuses before any route is asked (what is not HTTP, above all) with a
 * problem, in place of its page of HTML.
 */
final class ProblemValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);
    private static final int ERROR_FROM = 400;

    private final ProblemWriter problems;

    ProblemValve(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < ERROR_FROM
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        try {
            ServletProblems.write(problems, response, problem(response.getStatus()));
            response.finishResponse();
        } catch (IOException e) {
            LOG.debug("client left before its problem was written", e);
        }
    }

    private static ProblemBody problem(int status) {
        return switch (status) {
            case 500 ->
                    ProblemBody.of(ProblemCode.INTERNAL_ERROR, "the fault is logged on our side");
            case 503 -> ProblemBody.of(ProblemCode.OVERLOADED, "the gateway is not serving now");
            // Tomcat tells many ways of not being HTTP apart; a client can do the same about all.
            default -> ProblemBody.of(ProblemCode.INVALID_REQUEST, "must be a request of HTTP/1.1");
        };
    }
}
