package io.hongbao.bench.traffic;

import io.hongbao.bench.check.AnswerLog;
import io.hongbao.bench.crowd.PaidPacket;
import io.hongbao.bench.crowd.UnopenedPackets;
import io.hongbao.bench.load.Operation;
import io.hongbao.bench.load.Verdict;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.reconcile.history.HistoryLine;
import io.hongbao.reconcile.history.HistoryLine.Outcome;
import io.netty.buffer.ByteBuf;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A user wraps a packet and pays for it: two calls. It is in stock then. */
final class WrapAndPay implements Operation {

    private static final JsonScan LINK = JsonScan.text("packetId");
    private static final JsonScan PAY_TICKET = JsonScan.text("payTicket");
    private static final int OK = 200;
    private static final int CREATED = 201;

    /** Which target serves payments when calls go to the services. */
    private static final int PAY_SERVICE = 1;

    private final Wish wish;
    private final Credentials credentials;
    private final AnswerLog answers;
    private final UnopenedPackets stock;
    private @Nullable PaidPacket wrapped;
    private String payTicket = "";

    /** Where the money comes from. */
    enum PayBy {
        CHANGE(""),
        /** Of the first sandbox bank, which has every token for a card. */
        CARD(",\"method\":\"BANK\",\"card\":\"card-of-bench\"");

        private final String choice;

        PayBy(String choice) {
            this.choice = choice;
        }
    }

    /** What is wrapped. */
    record Wish(UserId sender, String key, int shares, long totalFen, PayBy payBy) {

        byte[] body() {
            return Http.bytes(
                    String.format(
                            Locale.ROOT,
                            "{\"kind\":\"LUCKY\",\"totalFen\":%d,\"shares\":%d,\"greeting\":\"恭喜发财\"}",
                            totalFen,
                            shares));
        }
    }

    WrapAndPay(Wish wish, Credentials credentials, AnswerLog answers, UnopenedPackets stock) {
        this.wish = wish;
        this.credentials = credentials;
        this.answers = answers;
        this.stock = stock;
    }

    @Override
    public int target() {
        return wrapped != null && credentials.via() == Via.DIRECT ? PAY_SERVICE : 0;
    }

    @Override
    public void write(ByteBuf out) {
        PaidPacket packet = wrapped;
        if (packet == null) {
            byte[] body = wish.body();
            out.writeBytes(Http.POST_PACKETS);
            credentials.write(
                    out,
                    io.hongbao.contracts.ticket.Operation.WRAP,
                    wish.sender(),
                    null,
                    RequestDigest.of("POST", "/v1/packets", wish.key(), body));
            Http.header(out, "Idempotency-Key", wish.key());
            Http.json(out, body);
            return;
        }
        byte[] body =
                Http.bytes("{\"payTicket\":\"" + payTicket + "\"" + wish.payBy().choice + "}");
        Http.packet(out, Http.POST_PACKET, packet, Http.PAYMENT_END);
        credentials.write(
                out,
                io.hongbao.contracts.ticket.Operation.PAY,
                wish.sender(),
                packet.number(),
                RequestDigest.of("POST", "/v1/packets/" + packet.link() + "/payment", null, body));
        Http.json(out, body);
    }

    @Override
    public Verdict answered(int status, ByteBuf body) {
        return wrapped == null ? wrapAnswered(status, body) : payAnswered(wrapped, status);
    }

    private Verdict wrapAnswered(int status, ByteBuf body) {
        PaidPacket packet =
                status == CREATED
                        ? PaidPacket.of(
                                wish.sender(), LINK.textIn(body), wish.shares(), wish.totalFen())
                        : null;
        answers.add(
                HistoryLine.wrap(
                        wish.sender().value(),
                        wish.key(),
                        packet == null ? null : packet.number(),
                        wish.totalFen(),
                        Outcome.ofHttp(status),
                        answers.at()));
        if (packet == null) {
            return Verdict.failed("wrap " + Verdict.reason(status));
        }
        wrapped = packet;
        payTicket = PAY_TICKET.textIn(body);
        return Verdict.MORE;
    }

    private Verdict payAnswered(PaidPacket packet, int status) {
        answers.add(
                HistoryLine.pay(
                        wish.sender().value(),
                        packet.number(),
                        wish.totalFen(),
                        Outcome.ofHttp(status),
                        answers.at()));
        if (status != OK) {
            return Verdict.failed("pay " + Verdict.reason(status));
        }
        stock.add(packet);
        return Verdict.ACKNOWLEDGED;
    }
}
