package io.hongbao.bench.traffic;

import io.hongbao.bench.check.AnswerLog;
import io.hongbao.bench.crowd.Crowd;
import io.hongbao.bench.load.Operation;
import io.hongbao.bench.load.Verdict;
import io.hongbao.bench.traffic.OpenTurns.Turn;
import io.netty.buffer.ByteBuf;

/** A user opens a packet through the gateway. */
record OpenOne(Turn turn, Crowd crowd, AnswerLog answers) implements Operation {

    private static final JsonScan AMOUNT = JsonScan.number("amountFen");
    private static final int OK = 200;

    @Override
    public void write(ByteBuf out) {
        Http.packet(out, Http.POST_PACKET, turn.packet(), Http.OPEN_END);
        out.writeBytes(crowd.authorization(turn.user())).writeBytes(Http.NO_BODY);
    }

    @Override
    public Verdict answered(int status, ByteBuf body) {
        if (status == OK) {
            long amountFen = AMOUNT.numberIn(body);
            answers.opened(turn.user(), turn.packet().number(), amountFen);
            turn.packet().opens().add(amountFen);
        } else {
            answers.notOpened(turn.user(), turn.packet().number(), status);
        }
        return Verdict.of(status, OK);
    }
}
