package io.hongbao.bench.traffic;

import io.hongbao.bench.crowd.Crowd;
import io.hongbao.bench.load.Operation;
import io.hongbao.bench.load.Verdict;
import io.hongbao.contracts.id.UserId;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** A user asks to see a moment, and pays by change where it is not free: one call or two. */
final class ViewMoment implements Operation {

    private static final JsonScan PAY_TICKET = JsonScan.text("payTicket");
    private static final int OK = 200;

    private final String moment;
    private final UserId viewer;
    private final Crowd crowd;
    private String payTicket = "";

    /** {@code moment} is its link. */
    ViewMoment(String moment, UserId viewer, Crowd crowd) {
        this.moment = moment;
        this.viewer = viewer;
        this.crowd = crowd;
    }

    @Override
    public void write(ByteBuf out) {
        boolean view = payTicket.isEmpty();
        out.writeCharSequence(
                "POST /v1/moments/"
                        + moment
                        + (view ? "/view" : "/payment")
                        + " HTTP/1.1\r\nHost: bench\r\n",
                StandardCharsets.US_ASCII);
        out.writeBytes(crowd.authorization(viewer));
        if (view) {
            out.writeBytes(Http.NO_BODY);
        } else {
            Http.json(out, Http.bytes("{\"payTicket\":\"" + payTicket + "\"}"));
        }
    }

    @Override
    public Verdict answered(int status, ByteBuf body) {
        if (!payTicket.isEmpty()) {
            return status == OK
                    ? Verdict.ACKNOWLEDGED
                    : Verdict.failed("pay " + Verdict.reason(status));
        }
        if (status != OK) {
            return Verdict.failed("view " + Verdict.reason(status));
        }
        payTicket = PAY_TICKET.textIn(body);
        return payTicket.isEmpty() ? Verdict.ACKNOWLEDGED : Verdict.MORE;
    }
}
