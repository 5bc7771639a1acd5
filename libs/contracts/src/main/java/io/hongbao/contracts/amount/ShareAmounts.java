package io.hongbao.contracts.amount;

import io.hongbao.contracts.amount.PacketSeed.Draw;
import io.hongbao.contracts.money.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The amounts of a packet's shares, in the order in which they are opened.
 *
 * <p>LUCKY, with R fen left for n shares: uniform over 1 … b, where b is drawn from ⌊a⌋ and ⌈a⌉ so
 * that it expects a = 2R/n − 1; the last share takes the rest. So every share is at least 1 fen,
 * and every place expects exactly the same. The public rule, for clients: {@code docs/AMOUNTS.md}.
 * Source: the "double mean" method (二倍均值法) known from WeChat's red packets, whose bound of whole
 * fen gave the first places of small packets less.
 */
public final class ShareAmounts {

    /** The number of the public rule: what a SET database remembers of its packets. */
    public static final int RULE = 1;

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
            case EQUAL, EXCLUSIVE, VIEW -> equal(total.fen(), shares);
        };
    }

    private static List<Money> lucky(long total, int shares, PacketSeed seed) {
        var amounts = new ArrayList<Money>(shares);
        long left = total;
        for (int shareNo = 0; shareNo < shares - 1; shareNo++) {
            long amount = lucky(left, shares - shareNo, seed.draw(Integer.toString(shareNo)));
            amounts.add(new Money(amount));
            left -= amount;
        }
        amounts.add(new Money(left));
        return Collections.unmodifiableList(amounts);
    }

    /**
     * The next amount of {@code left} ≥ {@code shares} fen for {@code shares} ≥ 2 shares.
     *
     * <p>It leaves 1 fen for each other share: of R = n + e fen it is at most ⌈2R/n⌉ − 1 = 1 +
     * ⌈2e/n⌉ ≤ 1 + e, because n ≥ 2, so that at least n − 1 fen stay.
     */
    static long lucky(long left, int shares, Draw draw) {
        // a as a fraction: its whole part, and the rest in parts of a share.
        long numerator = Math.multiplyExact(2, left) - shares;
        long bound = numerator / shares;
        if (Long.remainderUnsigned(draw.forRest(), shares) < numerator % shares) {
            bound++;
        }
        return 1 + Long.remainderUnsigned(draw.forAmount(), bound);
    }

    private static List<Money> equal(long total, int shares) {
        if (total % shares != 0) {
            throw new IllegalArgumentException(
                    "must divide evenly: fen=" + total + ", shares=" + shares);
        }
        return Collections.nCopies(shares, new Money(total / shares));
    }
}
