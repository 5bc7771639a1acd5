package io.hongbao.packet.freerate;

import io.hongbao.catalogue.ForcedRate;
import io.hongbao.contracts.overload.PaymentTrouble;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The rate goes from its base up to all as payments go from well to not at all; what an operator
 * forces takes precedence.
 */
final class FollowPayments implements FreeRate {

    private final int base;
    private final IntSupplier trouble;
    private final Supplier<Optional<ForcedRate>> forced;

    /**
     * Follows.
     *
     * @param base parts per million, while payments are well
     * @param trouble 0 to {@link PaymentTrouble#MAX}
     */
    FollowPayments(int base, IntSupplier trouble, Supplier<Optional<ForcedRate>> forced) {
        this.base = base;
        this.trouble = trouble;
        this.forced = forced;
    }

    @Override
    public int partsPerMillion() {
        return forced.get()
                .map(ForcedRate::partsPerMillion)
                .orElseGet(() -> base + (ALL - base) * trouble.getAsInt() / PaymentTrouble.MAX);
    }
}
