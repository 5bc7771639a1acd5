package io.hongbao.gateway.cross;

import io.hongbao.calls.fleet.Routes;
import io.hongbao.calls.route.CallTimes;
import io.hongbao.calls.route.Route;
import io.hongbao.calls.send.ToldLevels;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.gateway.api.Budget;
import io.hongbao.gateway.call.CallHeaders;
import io.hongbao.gateway.call.UserCall;
import io.hongbao.serving.overload.Admission;
import io.hongbao.serving.problem.ProblemException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The route of a call, by what the table of operations says of its destination and budget, unless
 * this gateway or the instance at its end would refuse the call.
 */
final class ChooseRoute {

    private final Routes routes;
    private final Admission admission;
    private final ToldLevels told;
    private final int walletParts;
    private final Map<Budget, CallTimes> times = new EnumMap<>(Budget.class);

    ChooseRoute(Routes routes, BudgetSettings settings, Admission admission, ToldLevels told) {
        this.routes = routes;
        this.admission = admission;
        this.told = told;
        walletParts = settings.walletParts();
        for (Budget budget : Budget.values()) {
            times.put(budget, settings.times(budget));
        }
    }

    /** Throws a problem when a wrap has no right key, no SET takes it, or it is overload. */
    Route of(UserCall call) {
        Route route = chosen(call);
        int ranks = told.admitted(route.candidates().getFirst());
        admission.check(
                call.operation().tier(), call.user(), Math.min(ranks, admission.admitted()));
        return route;
    }

    private Route chosen(UserCall call) {
        CallTimes allowed = Objects.requireNonNull(times.get(call.operation().budget()));
        return switch (call.operation().destination()) {
            case PACKET -> routes.ofPacket(call.requiredPacket(), allowed);
            case WRAP -> routes.ofWrap(call.user(), key(call), allowed);
            case PAYMENT ->
                    routes.ofPayment(call.user(), call.requiredPacket(), walletParts, allowed);
            case WALLET -> routes.ofUser(call.user(), allowed);
            case GATEWAY -> throw new IllegalStateException("goes nowhere: " + call.operation());
        };
    }

    private static IdempotencyKey key(UserCall call) {
        return Optional.ofNullable(call.headers().idempotencyKey())
                .flatMap(IdempotencyKey::parse)
                .orElseThrow(() ->
                        ProblemException.field(
                                CallHeaders.IDEMPOTENCY_KEY,
                                "must be there once: 1 to 128 visible ASCII characters"));
    }
}
