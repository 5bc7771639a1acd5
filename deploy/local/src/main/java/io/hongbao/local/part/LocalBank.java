package io.hongbao.local.part;

import java.util.Locale;

/** The sandbox banks of a suite on one machine, as profile {@code local} names them. */
public enum LocalBank {
    /** Of every card token that is not of another bank. */
    A,
    /** Of tokens that begin with {@code b-}. */
    B;

    /** As a part, and as a channel of the pay service. */
    public String partName() {
        return "bank-" + name().toLowerCase(Locale.ROOT);
    }

    /** What its callers must show. */
    public String secret() {
        return "local-only-" + partName() + "-secret";
    }
}
