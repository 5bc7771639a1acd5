package io.hongbao.bench.traffic;

import io.hongbao.bench.check.AnswerLog;
import io.hongbao.bench.crowd.Crowd;
import io.hongbao.bench.load.Operation;
import io.hongbao.bench.load.Verdict;
import io.hongbao.contracts.id.UserId;
import io.hongbao.reconcile.history.HistoryLine;
import io.hongbao.reconcile.history.HistoryLine.Outcome;
import io.netty.buffer.ByteBuf;
import java.util.Locale;

/**
 * A user tops up by card.
 *
 * @param again called when it has to be repeated: services that have just started refuse some
 */
record TopUpCall(
        UserId user, String key, long amountFen, Crowd crowd, AnswerLog answers, Runnable again)
        implements Operation {

    private static final byte[] BEGIN =
            Http.bytes("POST /v1/me/wallet/topups HTTP/1.1\r\nHost: bench\r\n");
    private static final int OK = 200;

    @Override
    public void write(ByteBuf out) {
        out.writeBytes(BEGIN).writeBytes(crowd.authorization(user));
        Http.header(out, "Idempotency-Key", key);
        Http.json(
                out,
                Http.bytes(
                        String.format(
                                Locale.ROOT,
                                "{\"amountFen\":%d,\"card\":\"6222-0001\"}",
                                amountFen)));
    }

    @Override
    public Verdict answered(int status, ByteBuf body) {
        answers.add(
                HistoryLine.topUp(
                        user.value(), key, amountFen, Outcome.ofHttp(status), answers.at()));
        if (status != OK) {
            again.run();
        }
        return Verdict.of(status, OK);
    }
}
