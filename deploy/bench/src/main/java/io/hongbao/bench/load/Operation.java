package io.hongbao.bench.load;

import io.netty.buffer.ByteBuf;

/**
 * What a user does: one HTTP call, or several that follow each other. Used by the generator's
 * thread only.
 */
public interface Operation {

    /** Which of the generator's targets the next call goes to. */
    default int target() {
        return 0;
    }

    /** Appends the next call: a whole HTTP request. */
    void write(ByteBuf out);

    /**
     * Hears the answer to that call. {@code body} is lent until this returns.
     *
     * @param status 0 when there was no answer
     */
    Verdict answered(int status, ByteBuf body);
}
