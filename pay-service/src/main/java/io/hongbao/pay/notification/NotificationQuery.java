package io.hongbao.pay.notification;

import io.hongbao.ledger.notification.Notifications;
import io.hongbao.serving.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Which notifications are asked for.
 *
 * @param before numbers below this one
 */
record NotificationQuery(long before, int limit) {

    private static final int LIMIT_DEFAULT = 20;

    /** Throws {@link ProblemException} naming the parameter that breaks its rule. */
    static NotificationQuery of(@Nullable String cursor, @Nullable String limit) {
        return new NotificationQuery(
                cursor == null
                        ? Long.MAX_VALUE
                        : number("cursor", cursor, "must be the nextCursor of a page"),
                limit(limit));
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

    private static int limit(@Nullable String text) {
        if (text == null) {
            return LIMIT_DEFAULT;
        }
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > Notifications.PAGE_MAX) {
            throw ProblemException.field("limit", "must be 1 to " + Notifications.PAGE_MAX);
        }
        return Integer.parseInt(text);
    }
}
