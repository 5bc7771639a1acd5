package io.hongbao.gateway.cross;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.serving.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Problem codes of combined answers, as clients are told of them. */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private Refusals() {}

    /** A code that no service may send is our own fault, not the client's. */
    static ProblemException of(String code) {
        ProblemCode problem = ProblemCode.of(code).orElse(ProblemCode.INTERNAL_ERROR);
        return switch (problem) {
            case UNAUTHENTICATED, INTERNAL_ERROR -> {
                LOG.error("item refused: code={}", code);
                yield ProblemException.of(
                        ProblemCode.INTERNAL_ERROR, "the fault is logged on our side");
            }
            default -> ProblemException.of(problem, problem.title());
        };
    }
}
