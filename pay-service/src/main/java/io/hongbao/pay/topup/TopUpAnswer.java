package io.hongbao.pay.topup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hongbao.contracts.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a top-up.
 *
 * @param state {@code PAID}, or {@code UNCLEAR} without the balance
 * @param changeFen what the user has now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TopUpAnswer(long amountFen, String state, @Nullable Long changeFen) {

    static TopUpAnswer unclear(Money amount) {
        return new TopUpAnswer(amount.fen(), "UNCLEAR", null);
    }

    static TopUpAnswer paid(Money amount, Money balance) {
        return new TopUpAnswer(amount.fen(), "PAID", balance.fen());
    }
}
