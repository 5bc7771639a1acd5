package io.hongbao.events.dead;

import java.util.Locale;

/** Why a group can never apply a record as it is, in the order in which it is found out. */
public enum DeadReason {
    /** It lacks its type, groups, signature or value. */
    UNSIGNED,
    /** Not what a service of ours signed. */
    SIGNATURE_WRONG,
    /** Signed, and the group must apply it, but this version does not know its type. */
    TYPE_UNKNOWN,
    /** Signed, but its content breaks a rule. */
    MALFORMED,
    /** A payment of a packet that its SET does not know. */
    UNKNOWN_ORDER,
    /** A payment of a packet that another payment paid. */
    OTHER_PAYMENT,
    /** Its identity was posted before with other content. */
    DIFFERS,
    /** The database refuses its values. */
    DATA_REFUSED;

    /** As headers and metrics have it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
