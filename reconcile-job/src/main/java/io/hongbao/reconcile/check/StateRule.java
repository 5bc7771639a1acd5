package io.hongbao.reconcile.check;

import io.hongbao.reconcile.read.SendOrderRow;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What each stored state says about the other columns of a send order. */
final class StateRule {

    private StateRule() {}

    /** The rule that is broken and the values; empty when all fits. */
    static Optional<String> broken(SendOrderRow order, int opened) {
        var times = order.times();
        return switch (order.state()) {
            case SendOrderRow.UNPAID ->
                    first(
                            rule(opened == 0, "UNPAID: nothing opened, opened=" + opened),
                            rule(times.paidAt() == null, "UNPAID: no paid_at"),
                            rule(
                                    Objects.equals(times.dueAt(), times.payBy()),
                                    "UNPAID: due_at = pay_by, due_at=" + times.dueAt()));
            case SendOrderRow.CLOSED ->
                    first(
                            rule(opened == 0, "CLOSED: nothing opened, opened=" + opened),
                            rule(times.paidAt() == null, "CLOSED: no paid_at"),
                            rule(times.dueAt() == null, "CLOSED: no due_at"));
            case SendOrderRow.ACTIVE ->
                    first(
                            rule(
                                    order.sharesLeft() > 0,
                                    "ACTIVE: shares left, left=" + order.sharesLeft()),
                            lifetime(order),
                            rule(
                                    Objects.equals(times.dueAt(), times.expiresAt()),
                                    "ACTIVE: due_at = expires_at, due_at=" + times.dueAt()));
            case SendOrderRow.FINISHED ->
                    first(
                            rule(
                                    order.sharesLeft() == 0 && order.fenLeft() == 0,
                                    "FINISHED: nothing left, left=" + order.sharesLeft()),
                            ended(order));
            case SendOrderRow.REFUNDED ->
                    first(
                            rule(
                                    order.sharesLeft() > 0,
                                    "REFUNDED: what went back, left=" + order.sharesLeft()),
                            ended(order));
            default -> Optional.of("one of the five states: state=" + order.state());
        };
    }

    private static Optional<String> ended(SendOrderRow order) {
        var times = order.times();
        return first(
                lifetime(order),
                rule(times.endedAt() != null, order.state() + ": ended_at"),
                rule(times.dueAt() == null, order.state() + ": no due_at"));
    }

    private static Optional<String> lifetime(SendOrderRow order) {
        var times = order.times();
        LocalDateTime paidAt = times.paidAt();
        return rule(
                paidAt != null && paidAt.plus(times.lifetime()).equals(times.expiresAt()),
                String.format(
                        Locale.ROOT,
                        "%s: expires_at = paid_at + lifetime, paid_at=%s, lifetime=%s, expires_at=%s",
                        order.state(),
                        paidAt,
                        times.lifetime(),
                        times.expiresAt()));
    }

    private static Optional<String> rule(boolean holds, String rule) {
        return holds ? Optional.empty() : Optional.of(rule);
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String>... broken) {
        for (Optional<String> rule : broken) {
            if (rule.isPresent()) {
                return rule;
            }
        }
        return Optional.empty();
    }
}
