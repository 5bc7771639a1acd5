package io.hongbao.contracts.money;

/**
 * An amount of renminbi in fen (100 fen = 1 yuan). Direction is never a minus sign: say debit or
 * credit.
 */
public record Money(long fen) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);

    public Money {
        if (fen < 0) {
            throw new IllegalArgumentException("must be >= 0: fen=" + fen);
        }
    }

    /** Throws {@link ArithmeticException} past {@link Long#MAX_VALUE} fen. */
    public Money plus(Money other) {
        return new Money(Math.addExact(fen, other.fen));
    }

    /** Throws when {@code other} is larger: a caller that may fall short has to ask first. */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(fen, other.fen));
    }

    public boolean covers(Money other) {
        return fen >= other.fen;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(fen, other.fen);
    }
}
