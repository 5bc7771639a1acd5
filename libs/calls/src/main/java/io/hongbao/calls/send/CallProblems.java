package io.hongbao.calls.send;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.serving.problem.ProblemException;

/** What a client is told when instances did not answer: the one place where it is said. */
public final class CallProblems {

    private CallProblems() {}

    public static ProblemException nobody() {
        return ProblemException.of(
                ProblemCode.OVERLOADED, "No instance answered; the same call again is safe");
    }

    public static ProblemException late() {
        return ProblemException.of(
                ProblemCode.OVERLOADED, "No answer came in time; the same call again is safe");
    }

    public static ProblemException full() {
        return ProblemException.of(
                ProblemCode.TOO_MANY_REQUESTS, "More calls of this kind wait than can be served");
    }

    /**
     * The first instance may still do what the second one refused.
     *
     * @param code of a refusal that says so, 503
     */
    public static ProblemException inDoubt(ProblemCode code) {
        return ProblemException.of(code, "The outcome is not known; the same call again tells");
    }
}
