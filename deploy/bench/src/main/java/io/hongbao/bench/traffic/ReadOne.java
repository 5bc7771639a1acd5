package io.hongbao.bench.traffic;

import io.hongbao.bench.crowd.Crowd;
import io.hongbao.bench.load.Operation;
import io.hongbao.bench.load.Verdict;
import io.hongbao.contracts.id.UserId;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * A user looks at something through the gateway: nothing changes.
 *
 * @param path as in the request line
 */
record ReadOne(String path, UserId user, Crowd crowd) implements Operation {

    private static final int OK = 200;

    @Override
    public void write(ByteBuf out) {
        out.writeCharSequence("GET " + path, StandardCharsets.US_ASCII);
        out.writeBytes(Http.VIEW_END).writeBytes(crowd.authorization(user));
        out.writeBytes(Http.NO_BODY);
    }

    @Override
    public Verdict answered(int status, ByteBuf body) {
        return Verdict.of(status, OK);
    }
}
