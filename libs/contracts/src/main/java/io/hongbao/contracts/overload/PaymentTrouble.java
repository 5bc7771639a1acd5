package io.hongbao.contracts.overload;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How badly payments go at one pay service, as it tells who asks whether it is ready. */
public final class PaymentTrouble {

    /** The level at which none succeeds; 0 is none at all. */
    public static final int MAX = 10;

    /** The header of an answer to {@code /ready} that says the level. */
    public static final String HEADER = "Hongbao-Payment-Trouble";

    private PaymentTrouble() {}

    /** 0 to {@link #MAX}; the latter when the header is missing or says nothing of the kind. */
    public static int told(@Nullable String header) {
        return Optional.ofNullable(header)
                .filter(text -> text.matches("\\d{1,2}"))
                .map(Integer::parseInt)
                .filter(level -> level <= MAX)
                .orElse(MAX);
    }
}
