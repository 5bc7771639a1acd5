package io.hongbao.contracts.amount;

import io.hongbao.contracts.amount.PacketSeed.Draw;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;

/**
 * What one viewer pays to see a moment, and whether he sees it for free: from the moment's seed and
 * the viewer alone, so that it is the same however often he asks, and nobody chose it. The public
 * rule, for clients: {@code docs/AMOUNTS.md}.
 */
public final class MomentDraw {

    /** A free rate of 1, in parts per million. */
    public static final int ALWAYS_FREE = 1_000_000;

    private final Draw draw;

    private MomentDraw(Draw draw) {
        this.draw = draw;
    }

    public static MomentDraw of(PacketSeed seed, UserId viewer) {
        return new MomentDraw(seed.draw("view:" + viewer.value()));
    }

    /**
     * Whether it is free at a rate. Who sees it for free at one rate does so at each higher one.
     *
     * @param freeRatePpm of how many views in a million are free, 0 to 1,000,000
     */
    public boolean free(int freeRatePpm) {
        if (freeRatePpm < 0 || freeRatePpm > ALWAYS_FREE) {
            throw new IllegalArgumentException("must be 0 to 1000000: freeRatePpm=" + freeRatePpm);
        }
        // V · 10⁶ < rate · 2⁶⁴, exactly.
        return Math.unsignedMultiplyHigh(draw.forRest(), ALWAYS_FREE) < freeRatePpm;
    }

    /** The amount where it is not free: uniform over {@code from} … {@code to} ≥ {@code from}. */
    public Money amount(Money from, Money to) {
        long amounts = to.minus(from).fen() + 1;
        return new Money(from.fen() + Math.unsignedMultiplyHigh(draw.forAmount(), amounts));
    }
}
