package io.hongbao.pay.bank;

import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down while a bank refuses whatever we ask, with its name and the reason. Says nothing of a bank
 * that is away, and is no part of readiness: balances can be paid from.
 */
final class BankHealth implements HealthIndicator {

    private final Map<String, BankRefusal> refusals;

    BankHealth(Map<String, BankRefusal> refusals) {
        this.refusals = refusals;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        refusals.forEach((bank, refusal) ->
                refusal.reason().ifPresent(reason -> health.down().withDetail(bank, reason)));
        return health.build();
    }
}
