package io.hongbao.ledger.statement;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.account.TransferId;
import io.hongbao.ledger.account.TransferKind;
import java.time.Instant;
import java.util.Optional;

/**
 * One transfer of a user.
 *
 * @param fromBank whether a card paid
 * @param at when it was posted: what the balance has from then on
 * @param number of a credit among the user's notifications; 0 for all others
 */
public record StatementLine(
        TransferId id, boolean fromBank, Money amount, Instant at, long number) {

    /** The packet that it is for; empty for a top-up. */
    public Optional<OrderNumber> packet() {
        return id.kind() == TransferKind.TOP_UP
                ? Optional.empty()
                : Optional.of(
                        new OrderNumber(id.businessNumber().substring(0, OrderNumber.LENGTH)));
    }
}
