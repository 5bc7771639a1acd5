package io.hongbao.bench.traffic;

import io.hongbao.bench.check.AnswerLog;
import io.hongbao.bench.crowd.Crowd;
import io.hongbao.bench.load.Operation;
import io.hongbao.bench.load.Verdict;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.reconcile.history.HistoryLine;
import io.hongbao.reconcile.history.HistoryLine.Outcome;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** A user asks to see a moment, and pays by change where it is not free: one call or two. */
final class ViewMoment implements Operation {

    private static final JsonScan PAY_TICKET = JsonScan.text("payTicket");
    private static final JsonScan AMOUNT = JsonScan.number("amountFen");

    /** Where a pay ticket has the number of what it pays for. */
    private static final int NUMBER = 1;

    private static final int OK = 200;

    private final String moment;
    private final UserId viewer;
    private final Crowd crowd;
    private final AnswerLog answers;
    private String payTicket = "";
    private long amountFen;

    /** {@code moment} is its link. */
    ViewMoment(String moment, UserId viewer, Crowd crowd, AnswerLog answers) {
        this.moment = moment;
        this.viewer = viewer;
        this.crowd = crowd;
        this.answers = answers;
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
            return payAnswered(status);
        }
        if (status != OK) {
            return Verdict.failed("view " + Verdict.reason(status));
        }
        payTicket = PAY_TICKET.textIn(body);
        amountFen = AMOUNT.numberIn(body);
        return payTicket.isEmpty() ? Verdict.ACKNOWLEDGED : Verdict.MORE;
    }

    private Verdict payAnswered(int status) {
        answers.add(
                HistoryLine.pay(
                        viewer.value(),
                        new OrderNumber(payTicket.split("~", -1)[NUMBER]),
                        amountFen,
                        Outcome.ofHttp(status),
                        answers.at()));
        return status == OK
                ? Verdict.ACKNOWLEDGED
                : Verdict.failed("pay " + Verdict.reason(status));
    }
}
