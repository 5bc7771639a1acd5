package io.hongbao.bench.traffic;

import io.hongbao.bench.crowd.Crowd;
import io.hongbao.bench.load.Operation;
import io.hongbao.bench.load.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** The sender, who is shown all amounts, looks at a packet through the gateway: nothing changes. */
record ViewOne(ExpectedDetails expected, Crowd crowd) implements Operation {

    private static final int OK = 200;

    @Override
    public void write(ByteBuf out) {
        Http.packet(out, Http.GET_PACKET, expected.packet(), Http.VIEW_END);
        out.writeBytes(crowd.authorization(expected.packet().sender())).writeBytes(Http.NO_BODY);
    }

    @Override
    public Verdict answered(int status, ByteBuf body) {
        return status == OK && !expected.agreesWith(ByteBufUtil.getBytes(body))
                ? Verdict.failed(ExpectedDetails.WRONG)
                : Verdict.of(status, OK);
    }
}
