package io.hongbao.bench.traffic;

import io.hongbao.bench.load.Operation;
import io.hongbao.bench.load.Work;
import io.hongbao.bench.traffic.WrapAndPay.PayBy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The users of a run, each of whose calls is an operation of its own. */
public final class EachCall {

    /** One payment in so many is by card. */
    private static final int CARDS = 5;

    private final Traffic traffic;
    private final UnpaidPackets unpaid = new UnpaidPackets();
    private long wraps;

    public EachCall(Traffic traffic) {
        this.traffic = traffic;
    }

    /** Calls of one kind, until nothing prepared is left. */
    public Work of(UserCall call) {
        return () -> named(next(call));
    }

    /** All kinds as often as they come, in an order that repeats. */
    public Work ofAll(RandomGenerator random) {
        List<UserCall> order = new ArrayList<>();
        for (UserCall call : UserCall.values()) {
            order.addAll(Collections.nCopies(call.weight(), call));
        }
        Collections.shuffle(order, Random.from(random));
        var at = new int[1];
        return () -> named(next(order.get(at[0]++ % order.size())));
    }

    private static @Nullable Operation named(@Nullable Operation call) {
        return call == null ? null : new NamedRefusal(call);
    }

    private @Nullable Operation next(UserCall call) {
        return switch (call) {
            case OPEN -> traffic.open();
            case PAY -> pay(PayBy.CHANGE);
            case PAY_BY_CARD -> pay(PayBy.CARD);
            case VIEW_PAYMENT -> traffic.viewPayment();
            case TOP_UP -> traffic.topUpOnce();
            case GRAB -> traffic.grab(traffic.talkedAbout());
            case WRAP -> wrap(wraps++ % CARDS == 0 ? PayBy.CARD : PayBy.CHANGE);
            case VIEW_BALANCE -> traffic.read("/v1/me/wallet/change");
            case LIST_CARDS -> traffic.read("/v1/me/cards");
            case VIEW_PACKET -> traffic.view(traffic.talkedAbout());
            case VIEW_WALLET -> traffic.read("/v1/me/wallet");
            case LIST_PACKETS -> traffic.read("/v1/me/packets?direction=received");
            case LIST_NOTIFICATIONS -> traffic.read("/v1/me/notifications");
            case LIST_TRANSFERS -> traffic.read("/v1/me/wallet/transfers");
        };
    }

    private Operation pay(PayBy payBy) {
        Operation payment = unpaid.take(payBy);
        return payment == null ? traffic.viewPayment() : payment;
    }

    private @Nullable Operation wrap(PayBy payBy) {
        WrapAndPay both = traffic.wrapAndPay(Scenario.MIX.shares(), Via.GATEWAY, payBy);
        return both == null ? null : unpaid.wrap(both, payBy);
    }
}
