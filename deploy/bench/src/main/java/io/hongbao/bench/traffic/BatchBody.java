package io.hongbao.bench.traffic;

import io.hongbao.contracts.ticket.Tickets;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A batch call, written by hand: it has one text and one number an item. */
final class BatchBody {

    private static final int TIME_LEFT_MS = 5_000;
    private static final String ITEM_END = "\",\"timeLeftMs\":" + TIME_LEFT_MS + "}";

    private BatchBody() {}

    static void write(ByteBuf out, String path, Credentials credentials, List<String> tickets) {
        var body = new StringBuilder("{\"sentAtMs\":" + credentials.clock().millis());
        String separator = ",\"items\":[";
        for (String ticket : tickets) {
            body.append(separator).append("{\"ticket\":\"").append(ticket).append(ITEM_END);
            separator = ",";
        }
        body.append("]}");
        out.writeCharSequence(
                "POST " + path + " HTTP/1.1\r\nHost: bench\r\n", StandardCharsets.US_ASCII);
        Http.header(out, Tickets.HEADER, credentials.batchTicket(path));
        Http.json(out, Http.bytes(body.toString()));
    }
}
