package io.hongbao.reconcile.read;

/**
 * What the orders of a day in one table of a SET came to when they were taken out of it; all of
 * them had ended.
 *
 * @param place the SET and table
 * @param ordersOf what {@link #ordersOf(String)} gives for its orders
 * @param detached whether none is left in the table; else archiving it has begun
 */
public record ArchivedDay(
        String place, String ordersOf, boolean detached, Side paid, Side opened, Side refunded) {

    private static final int DAY_LENGTH = 8;
    private static final int SEQUENCE_END = 18;

    /** How many there were, and what they came to. */
    public record Side(long count, long fen) {}

    /** What orders of the same day, SET and table have in common in their numbers. */
    public static String ordersOf(String orderNo) {
        return orderNo.substring(0, DAY_LENGTH) + orderNo.substring(SEQUENCE_END);
    }
}
