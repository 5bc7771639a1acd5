package io.hongbao.pay.shard;

import io.hongbao.ledger.wallet.WalletBatch;
import io.hongbao.ledger.wallet.WalletNeeds;
import java.time.Instant;

/**
 * One user's part of a wallet batch. It is decided with others in one database transaction, and
 * perhaps more than once (after a deadlock, or when the answer to a commit was lost), so it must be
 * idempotent and without effects outside of the batch.
 *
 * @param <A> the answer, durable when it is given
 */
public interface WalletCommand<A> {

    /** Adds all that {@link #decide} asks for. */
    void collect(WalletNeeds needs);

    /** Decides on what is true under the locks. Nothing is refused after a first write. */
    A decide(WalletBatch batch, Instant now);
}
