package io.hongbao.contracts.ticket;

import java.util.Locale;

/** Who makes or takes tickets. */
public enum ServiceName {
    GATEWAY,
    PACKET_SERVICE,
    PAY_SERVICE,
    /** Nobody calls it, and it calls nobody. */
    LEDGER_CONSUMER;

    /** The party that calls itself so ({@code spring.application.name}). */
    public static ServiceName named(String application) {
        return valueOf(application.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
