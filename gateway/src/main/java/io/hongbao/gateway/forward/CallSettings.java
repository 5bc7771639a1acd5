package io.hongbao.gateway.forward;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of calls to services. A budget is what a client waits at most; an attempt is what one
 * instance gets of it, so that something is left for the next instance.
 *
 * @param connectMax how long a connection may take to come about
 * @param avoidFor how long an instance that gave no answer is asked last
 * @param answerMax the largest answer that is taken
 * @param combinedBudget for grab and open
 * @param packetBudget for wrap and details; a wrap may heal onto another SET meanwhile
 * @param payBudget for payments and wallets; a bank may be asked meanwhile
 */
@ConfigurationProperties("hongbao.gateway.calls")
public record CallSettings(
        @DefaultValue("1s") Duration connectMax,
        @DefaultValue("1s") Duration avoidFor,
        @DefaultValue("16MB") DataSize answerMax,
        @DefaultValue("3s") Duration combinedBudget,
        @DefaultValue("1200ms") Duration combinedAttempt,
        @DefaultValue("8s") Duration packetBudget,
        @DefaultValue("4s") Duration packetAttempt,
        @DefaultValue("12s") Duration payBudget,
        @DefaultValue("6s") Duration payAttempt) {

    public CallSettings {
        inside("combined", combinedAttempt, combinedBudget);
        inside("packet", packetAttempt, packetBudget);
        inside("pay", payAttempt, payBudget);
    }

    public CallTimes combined() {
        return new CallTimes(combinedBudget, combinedAttempt);
    }

    public CallTimes packet() {
        return new CallTimes(packetBudget, packetAttempt);
    }

    public CallTimes pay() {
        return new CallTimes(payBudget, payAttempt);
    }

    private static void inside(String kind, Duration attempt, Duration budget) {
        if (attempt.compareTo(budget) > 0) {
            throw new IllegalArgumentException(
                    "attempt must be <= budget: hongbao.gateway.calls.%s, attempt=%s budget=%s"
                            .formatted(kind, attempt, budget));
        }
    }
}
