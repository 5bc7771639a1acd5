package io.hongbao.gateway.forward;

import java.net.http.HttpHeaders;

/** What became of one call to one instance. */
public sealed interface Reply {

    /** The instance answered, whatever it said. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
    record Answered(int status, HttpHeaders headers, byte[] body) implements Reply {}

    /** No answer: whether the call had an effect is not known. */
    record NoAnswer(Silence reason) implements Reply {}

    /** Why there is no answer. */
    enum Silence {
        /** No connection came about: nothing listens there, or nobody is there. */
        UNREACHABLE,
        /** The connection broke before the answer was complete. */
        BROKEN,
        /** Nothing came in the time an attempt has. */
        TIMED_OUT;

        /** Whether the call may have had an effect all the same. */
        public boolean leavesDoubt() {
            return switch (this) {
                case UNREACHABLE -> false;
                case BROKEN, TIMED_OUT -> true;
            };
        }
    }
}
