package io.hongbao.testkit.rules.canary;

import java.util.function.Function;

/** Writes a number with the digits of whoever runs it. */
final class LocaleDigits {

    static final Function<Object[], String> TABLE = "table_%d"::formatted;

    private LocaleDigits() {}
}
