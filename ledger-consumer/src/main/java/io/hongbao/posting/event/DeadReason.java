package io.hongbao.posting.event;

import java.util.Locale;

/** Why a record can never be applied as it is, in the order in which it is found out. */
public enum DeadReason {
    /** It lacks its type or its signature. */
    UNSIGNED,
    /** Not what a service of ours signed. */
    SIGNATURE_WRONG,
    /** Signed, but of a type that this version does not know; a later one may. */
    TYPE_UNKNOWN,
    /** Signed, but its content breaks a rule. */
    MALFORMED,
    /** Its identity was posted before with other content. */
    DIFFERS,
    /** The database refuses its values. */
    DATA_REFUSED;

    /** As headers and metrics have it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
