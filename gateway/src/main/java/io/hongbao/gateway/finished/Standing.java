package io.hongbao.gateway.finished;

/** How one user stands with a finished packet. It never changes any more. */
public sealed interface Standing {

    /** The user opened a share. */
    record Opened(long amountFen, long openedAtMs) implements Standing {}

    /** The packet was for other users. */
    record NotARecipient() implements Standing {}

    /** All shares went to others. */
    record TooLate() implements Standing {}
}
