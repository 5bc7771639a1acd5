package io.hongbao.pay.notification;

import io.hongbao.ledger.notification.Notifications;
import io.hongbao.pay.operation.PageLimit;
import io.hongbao.serving.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Which notifications are asked for.
 *
 * @param before numbers below this one
 */
record NotificationQuery(long before, int limit) {

    /** Throws {@link ProblemException} naming the parameter that breaks its rule. */
    static NotificationQuery of(@Nullable String cursor, @Nullable String limit) {
        return new NotificationQuery(
                cursor == null
                        ? Long.MAX_VALUE
                        : number("cursor", cursor, "must be the nextCursor of a page"),
                PageLimit.of(limit, Notifications.PAGE_MAX));
    }

    /** What a client saw last; throws for what no notification has. */
    static long lastSeen(String lastEventId) {
        return number("Last-Event-ID", lastEventId, "must be the id of an event, or 0");
    }

    private static long number(String field, String text, String rule) {
        if (!text.matches("0|[1-9][0-9]{0,17}")) {
            throw ProblemException.field(field, rule);
        }
        return Long.parseLong(text);
    }
}
