package io.hongbao.gateway.cross;

import io.hongbao.catalogue.Switch;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.gateway.api.Memory;
import io.hongbao.gateway.api.PublicOperation;
import io.hongbao.gateway.call.PublicResponse;
import io.hongbao.gateway.call.RenderResponse;
import io.hongbao.gateway.call.UserCall;
import io.hongbao.gateway.connection.RateLimit;
import io.hongbao.gateway.stale.LastAnswers;
import io.hongbao.gateway.stale.LastAnswers.Asked;
import io.hongbao.gateway.stale.StaleMark;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.runtime.Switches;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Balances and lists: from the service, or, where the table of operations says so, the last answer
 * in the place of a problem that is not the client's.
 */
final class AskRecords {

    private static final int OK = 200;

    private final CrossAlone alone;
    private final LastAnswers lastAnswers;
    private final RateLimit<PublicOperation> walletHomes;
    private final Switches switches;
    private final RenderResponse answers;

    AskRecords(
            CrossAlone alone,
            LastAnswers lastAnswers,
            RateLimit<PublicOperation> walletHomes,
            Switches switches,
            RenderResponse answers) {
        this.alone = alone;
        this.lastAnswers = lastAnswers;
        this.walletHomes = walletHomes;
        this.switches = switches;
        this.answers = answers;
    }

    CompletableFuture<PublicResponse> ask(UserCall call) {
        if (call.operation().memory() != Memory.LAST_ANSWER) {
            return alone.cross(call).thenApply(given -> ClientCopy.answer(call, given));
        }
        Asked asked = lastAnswers.asked(call.user(), call.target());
        return crossed(call)
                .handle((given, fault) -> fault == null ? given : answers.of(fault))
                .thenApply(given -> {
                    if (given.status() != OK) {
                        return orLast(call, given);
                    }
                    lastAnswers.remember(asked, given.body());
                    return ClientCopy.answer(call, given);
                });
    }

    private CompletableFuture<PublicResponse> crossed(UserCall call) {
        try {
            check(call.operation());
            return alone.cross(call);
        } catch (ProblemException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /** Throws the problem because of which the service is not asked. */
    private void check(PublicOperation operation) {
        Switch function = operation.function();
        if (function != null) {
            switches.check(function);
        }
        if (operation == PublicOperation.VIEW_WALLET && !walletHomes.take(operation)) {
            throw ProblemException.of(
                    ProblemCode.OVERLOADED, "more wallets are asked for than are read");
        }
    }

    /**
     * The last answer in the place of a problem; the problem itself when it is the client's, or
     * nothing is known.
     */
    PublicResponse orLast(UserCall call, PublicResponse problem) {
        return isOurs(problem.status())
                ? last(call, problem.outcome())
                        .map(body ->
                                ClientCopy.answer(
                                        call,
                                        new PublicResponse(
                                                OK,
                                                PublicResponse.JSON,
                                                body,
                                                PublicResponse.STALE)))
                        .orElse(problem)
                : problem;
    }

    private Optional<byte[]> last(UserCall call, String notice) {
        // Of the balance the shard's own service says as of when it is.
        boolean hasAsOf = call.operation() == PublicOperation.VIEW_WALLET;
        return lastAnswers.find(call.user(), call.target(), new StaleMark(notice, hasAsOf));
    }

    private static boolean isOurs(int status) {
        return status >= ProblemCode.INTERNAL_ERROR.httpStatus()
                || status == ProblemCode.TOO_MANY_REQUESTS.httpStatus();
    }
}
