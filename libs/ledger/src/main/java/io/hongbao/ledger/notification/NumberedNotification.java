package io.hongbao.ledger.notification;

/**
 * A notification in its place among those of its user.
 *
 * @param number 1, 2, 3 … a user, in the order in which they were committed
 */
public record NumberedNotification(long number, Notification notification) {}
