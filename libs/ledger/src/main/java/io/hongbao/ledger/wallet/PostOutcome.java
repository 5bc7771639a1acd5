package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.usage.DayReceived;
import org.jspecify.annotations.Nullable;

/** The answer to one attempt to post a transfer, in order of precedence. */
public sealed interface PostOutcome {

    /** Posted before (or earlier in this batch) with the same content: the first answer again. */
    record Repeated(Transfer first) implements PostOutcome {}

    /** Its identity belongs to a transfer with other content. Nothing was written. */
    record Differs(Transfer first) implements PostOutcome {}

    /** Another packet of the same wrap is paid. Nothing was written. */
    record WrapAlreadyPaid(OrderNumber paid) implements PostOutcome {}

    /** The debited user has less. Nothing was written. */
    record InsufficientBalance(Money balance) implements PostOutcome {}

    /**
     * Written with this commit.
     *
     * @param received of a share's credit: what its user has received today, with it
     */
    record Posted(Transfer transfer, @Nullable DayReceived received) implements PostOutcome {

        Posted(Transfer transfer) {
            this(transfer, null);
        }
    }
}
