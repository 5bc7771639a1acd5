package io.hongbao.gateway.api;

/** Which of the settings {@code hongbao.gateway.calls.*} says how long a call may take. */
public enum Budget {
    COMBINED,
    PACKET,
    PAY,
    RECORD
}
