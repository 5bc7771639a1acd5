package io.hongbao.contracts.event;

import java.util.Locale;

/**
 * From whom to whom events go. Each stream has a key ring of its own: whoever reads the one can
 * make nothing of the other.
 */
public enum EventStream {
    /** {@link Topics#PAYMENTS}: the pay service signs, the packet service verifies. */
    PAYMENTS,
    /**
     * {@link Topics#PACKETS} and {@link Topics#NOTIFICATIONS}: the packet service signs, the ledger
     * consumer verifies.
     */
    PACKETS;

    /** The name of its key ring in settings. */
    public String settingName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
