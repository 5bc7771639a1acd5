package io.hongbao.calls.send;

import io.netty.handler.codec.http.HttpHeaders;

/** What became of one call to one instance. */
public sealed interface Reply {

    /** The instance answered, whatever it said. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
    record Answered(int status, HttpHeaders headers, byte[] body) implements Reply {}

    /** Whether the call had an effect is for the reason to say. */
    record NotAnswered(NoAnswer reason) implements Reply {}
}
