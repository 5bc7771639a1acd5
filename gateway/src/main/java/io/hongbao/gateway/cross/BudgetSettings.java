package io.hongbao.gateway.cross;

import io.hongbao.calls.route.CallTimes;
import io.hongbao.contracts.routing.WalletSlot;
import io.hongbao.gateway.api.Budget;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long calls may take. A budget is what a client waits at most; an attempt is what one instance
 * gets of it, so that something is left for the next instance.
 *
 * @param combinedBudget for grab and open
 * @param packetBudget for wrap and details; a wrap may heal onto another SET meanwhile
 * @param payBudget for payments, top-ups and cards; a bank may be asked meanwhile
 * @param recordBudget for balances and lists, of which the last answer may be told instead
 * @param walletParts how many lanes the payments for one SET to one instance have, by ranges of
 *     users' slots: a wallet shard that hangs holds up the payments of no other part
 */
@ConfigurationProperties("hongbao.gateway.calls")
record BudgetSettings(
        @DefaultValue("3s") Duration combinedBudget,
        @DefaultValue("1200ms") Duration combinedAttempt,
        @DefaultValue("8s") Duration packetBudget,
        @DefaultValue("4s") Duration packetAttempt,
        @DefaultValue("12s") Duration payBudget,
        @DefaultValue("6s") Duration payAttempt,
        @DefaultValue("3s") Duration recordBudget,
        @DefaultValue("1500ms") Duration recordAttempt,
        @DefaultValue("2") int walletParts) {

    BudgetSettings {
        if (walletParts < 1 || walletParts > WalletSlot.COUNT) {
            throw new IllegalArgumentException(
                    "must be 1 to "
                            + WalletSlot.COUNT
                            + ": hongbao.gateway.calls.wallet-parts="
                            + walletParts);
        }
    }

    /** Throws when an attempt is longer than its budget. */
    CallTimes times(Budget budget) {
        return switch (budget) {
            case COMBINED -> new CallTimes(combinedBudget, combinedAttempt);
            case PACKET -> new CallTimes(packetBudget, packetAttempt);
            case PAY -> new CallTimes(payBudget, payAttempt);
            case RECORD -> new CallTimes(recordBudget, recordAttempt);
        };
    }
}
