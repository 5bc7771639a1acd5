package io.hongbao.bench.traffic;

import io.hongbao.bench.crowd.Crowd;
import io.hongbao.bench.crowd.PaidPacket;
import io.hongbao.bench.load.Operation;
import io.hongbao.bench.load.Verdict;
import io.hongbao.contracts.id.UserId;
import io.netty.buffer.ByteBuf;

/** A user grabs a packet through the gateway: nothing changes. */
record GrabOne(PaidPacket packet, UserId user, Crowd crowd) implements Operation {

    private static final int OK = 200;

    @Override
    public void write(ByteBuf out) {
        Http.packet(out, Http.POST_PACKET, packet, Http.GRAB_END);
        out.writeBytes(crowd.authorization(user)).writeBytes(Http.NO_BODY);
    }

    @Override
    public Verdict answered(int status, ByteBuf body) {
        return Verdict.of(status, OK);
    }
}
