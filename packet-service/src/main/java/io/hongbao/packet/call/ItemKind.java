package io.hongbao.packet.call;

import io.hongbao.contracts.call.FinishedPacket;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.packet.set.SetHandle;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How the items of one kind are served.
 *
 * @param <R> what is waited for
 * @param <A> the answer to an item
 */
public interface ItemKind<R, A> {

    /** Begins one user's call, and does not wait. */
    CompletableFuture<R> begin(SetHandle set, OrderNumber packet, UserId user, Instant deadline);

    A answer(R result, SetHandle set, UserId user, @Nullable FinishedPacket finished);

    A refusal(ProblemCode problem);

    /** The code of the problem that an answer tells; null when it tells none. */
    @Nullable String problemOf(A answer);
}
