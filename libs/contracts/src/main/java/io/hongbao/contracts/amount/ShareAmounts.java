package io.hongbao.contracts.amount;

import io.hongbao.contracts.money.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The amounts of a packet's shares, in the order in which they are opened.
 *
 * <p>LUCKY, with R fen left for n shares: uniform over 1 … 2·⌊R/n⌋−1, the last share takes the
 * rest. Every share is at least 1 fen, and the expected amount is the same for every position up to
 * rounding. Source: the "double mean" method (二倍均值法) known from WeChat's red packets.
 */
public final class ShareAmounts {

    private ShareAmounts() {}

    /**
     * Amounts of {@code shares} ≥ 1 shares that sum to {@code total} ≥ {@code shares} fen; all
     * kinds but LUCKY need a total that divides evenly. Share {@code i} of the list is {@code
     * share_no} i.
     */
    public static List<Money> of(PacketKind kind, Money total, int shares, PacketSeed seed) {
        if (shares < 1 || total.fen() < shares) {
            throw new IllegalArgumentException(
                    "must be at least one share, and one fen a share: shares="
                            + shares
                            + ", fen="
                            + total.fen());
        }
        return switch (kind) {
            case LUCKY -> lucky(total.fen(), shares, seed);
            case EQUAL, EXCLUSIVE -> equal(total.fen(), shares);
        };
    }

    private static List<Money> lucky(long total, int shares, PacketSeed seed) {
        var amounts = new ArrayList<Money>(shares);
        long left = total;
        for (int shareNo = 0; shareNo < shares - 1; shareNo++) {
            long bound = 2 * (left / (shares - shareNo)) - 1;
            long amount = seed.draw(shareNo, bound);
            amounts.add(new Money(amount));
            left -= amount;
        }
        amounts.add(new Money(left));
        return Collections.unmodifiableList(amounts);
    }

    private static List<Money> equal(long total, int shares) {
        if (total % shares != 0) {
            throw new IllegalArgumentException(
                    "must divide evenly: fen=" + total + ", shares=" + shares);
        }
        return Collections.nCopies(shares, new Money(total / shares));
    }
}
