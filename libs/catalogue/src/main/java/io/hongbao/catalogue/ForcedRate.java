package io.hongbao.catalogue;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A part of a whole that an operator has set.
 *
 * @param partsPerMillion 0 to 1,000,000
 * @param because why
 */
public record ForcedRate(int partsPerMillion, String because) {

    /** What a rate in text must be. */
    public static final String RULE = "must be 0 to 1, to six decimal places";

    private static final int DECIMALS = 6;

    /** Empty when the text breaks {@link #RULE}. */
    public static Optional<ForcedRate> parse(String decimal, String because) {
        // As people write it: no exponent, no sign.
        return decimal.matches("0(\\.\\d{1,6})?|1(\\.0{1,6})?")
                ? Optional.of(
                        new ForcedRate(
                                new BigDecimal(decimal).movePointRight(DECIMALS).intValueExact(),
                                because))
                : Optional.empty();
    }

    /** As people write it. */
    public String decimal() {
        BigDecimal rate = BigDecimal.valueOf(partsPerMillion, DECIMALS);
        return rate.stripTrailingZeros().toPlainString();
    }
}
