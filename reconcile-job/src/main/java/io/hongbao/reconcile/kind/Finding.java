package io.hongbao.reconcile.kind;

import java.util.List;
import java.util.stream.Stream;

/**
 * One discrepancy.
 *
 * @param orderNo the packet it is about; empty where there is none
 * @param subject what it is, within its kind: order number, share, user or document
 * @param place the SET and table, or the wallet shard
 * @param userId whose money it is, or 0
 * @param amountFen what is in question
 * @param evidence what was found, on both sides
 */
public record Finding(
        Kind kind,
        String orderNo,
        String subject,
        String place,
        long userId,
        long amountFen,
        String evidence) {

    private static final String MORE = "more";

    /**
     * What a check read that reads no more than {@code rowsMax}, all of one kind: if it may be only
     * a part, the last says so.
     */
    public static List<Finding> upTo(int rowsMax, List<Finding> read) {
        if (read.size() < rowsMax) {
            return read;
        }
        Finding last = read.getLast();
        String evidence = "only the first " + rowsMax + " are read";
        return Stream.concat(
                        read.stream(),
                        Stream.of(new Finding(last.kind, "", MORE, last.place, 0, 0, evidence)))
                .toList();
    }

    /** Whether it stands for others that nobody has read. */
    public boolean more() {
        return subject.equals(MORE);
    }
}
