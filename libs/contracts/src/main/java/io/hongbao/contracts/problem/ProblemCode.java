package io.hongbao.contracts.problem;

import java.util.Optional;

/**
 * The stable codes of {@code application/problem+json} answers (RFC 9457) with the HTTP status of
 * each. Clients branch on the code, people read the detail.
 */
public enum ProblemCode {
    INVALID_REQUEST(400, "invalid_request", "The request breaks a rule"),
    UNAUTHENTICATED(401, "unauthenticated", "Who calls is not known"),
    INSUFFICIENT_CHANGE(402, "insufficient_change", "The change does not cover the total"),
    PAYMENT_DECLINED(402, "payment_declined", "The bank declined the payment"),
    PAYMENT_FAILED(402, "payment_failed", "The bank took no money"),
    TICKET_INVALID(403, "ticket_invalid", "The pay ticket is not for this payment"),
    PAYMENT_PROOF_REQUIRED(403, "payment_proof_required", "The payment needs the payer's consent"),
    NOT_A_RECIPIENT(403, "not_a_recipient", "The packet is for other users"),
    NOT_THE_SENDER(403, "not_the_sender", "Only the sender may ask this"),
    NOT_FOUND(404, "not_found", "There is nothing at this path"),
    PACKET_NOT_FOUND(404, "packet_not_found", "There is no such packet, or no longer"),
    MOMENT_NOT_FOUND(404, "moment_not_found", "There is no such moment"),
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "This path does not serve this method"),
    PACKET_NOT_PAID(409, "packet_not_paid", "The packet is not paid"),
    PACKET_FINISHED(409, "packet_finished", "All shares are opened"),
    PAYMENT_IN_PROGRESS(409, "payment_in_progress", "Another payment of this packet is under way"),
    WRAP_ALREADY_PAID(409, "wrap_already_paid", "Another packet of the same wrap is paid"),
    TOO_MANY_CARDS(409, "too_many_cards", "As many cards are bound as may be"),
    /** Never told to users: a payment that does not fit its packet is for a person to look at. */
    PAYMENT_MISMATCH(409, "payment_mismatch", "The payment is not for this packet"),
    PACKET_EXPIRED(410, "packet_expired", "The packet has expired"),
    MOMENT_ENDED(410, "moment_ended", "The moment has ended"),
    PAYMENT_TOO_LATE(410, "payment_too_late", "The time to pay is over"),
    PAYMENT_REFUNDED(410, "payment_refunded", "The payment was given back"),
    BODY_TOO_LARGE(413, "body_too_large", "The body is over the limit"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported_media_type", "Bodies are application/json"),
    IDEMPOTENCY_KEY_REUSED(422, "idempotency_key_reused", "The key was used for another request"),
    DAILY_LIMIT(429, "daily_limit", "The user has done as much today as may be"),
    TOO_MANY_DECLINES(429, "too_many_declines", "The bank declined too often"),
    TOO_MANY_REQUESTS(429, "too_many_requests", "More is waiting than can be served"),
    TOO_MANY_UNPAID(429, "too_many_unpaid", "Too many packets of the sender are not paid"),
    INTERNAL_ERROR(500, "internal_error", "Something is broken here"),
    SET_UNAVAILABLE(503, "set_unavailable", "The packet's database does not answer"),
    WALLET_UNAVAILABLE(503, "wallet_unavailable", "The wallet's database does not answer"),
    BANK_UNAVAILABLE(503, "bank_unavailable", "The bank does not answer"),
    SWITCHED_OFF(503, "switched_off", "The operator has switched this off"),
    OVERLOADED(503, "overloaded", "The service cannot take the call now");

    private final int httpStatus;
    private final String code;
    private final String title;

    ProblemCode(int httpStatus, String code, String title) {
        this.httpStatus = httpStatus;
        this.code = code;
        this.title = title;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** The text that crosses the wire, as {@code code} of a problem or of a batch answer. */
    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /** Whether the same call may succeed later without a change: such answers say Retry-After. */
    public boolean retryable() {
        return httpStatus == 429 || httpStatus == 503;
    }

    /**
     * Whether another instance may still do what this refusal says was not done: a later credit
     * covers the total, a queue empties. Such a refusal is told only when nothing else was asked.
     */
    public boolean mayStopBeingTrue() {
        return switch (this) {
            case INVALID_REQUEST,
                    UNAUTHENTICATED,
                    TICKET_INVALID,
                    PAYMENT_PROOF_REQUIRED,
                    NOT_A_RECIPIENT,
                    NOT_THE_SENDER,
                    NOT_FOUND,
                    PACKET_NOT_FOUND,
                    MOMENT_NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    PACKET_FINISHED,
                    WRAP_ALREADY_PAID,
                    PAYMENT_MISMATCH,
                    // The SET's clock judges, within the statement that opens.
                    PACKET_EXPIRED,
                    MOMENT_ENDED,
                    PAYMENT_REFUNDED,
                    BODY_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE ->
                    false;
            case INSUFFICIENT_CHANGE,
                    PAYMENT_DECLINED,
                    PAYMENT_FAILED,
                    PACKET_NOT_PAID,
                    PAYMENT_IN_PROGRESS,
                    TOO_MANY_CARDS,
                    // Who began in time may be the slower one.
                    PAYMENT_TOO_LATE,
                    // A wrap may heal onto a SET that does not know the key.
                    IDEMPOTENCY_KEY_REUSED,
                    // A document that ends without money makes room.
                    DAILY_LIMIT,
                    TOO_MANY_DECLINES,
                    TOO_MANY_REQUESTS,
                    // Each instance counts the wraps that it made.
                    TOO_MANY_UNPAID,
                    INTERNAL_ERROR,
                    SET_UNAVAILABLE,
                    WALLET_UNAVAILABLE,
                    BANK_UNAVAILABLE,
                    // Not everybody has heard of it yet.
                    SWITCHED_OFF,
                    OVERLOADED ->
                    true;
        };
    }

    public static Optional<ProblemCode> of(String code) {
        for (ProblemCode problem : values()) {
            if (problem.code.equals(code)) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }
}
