package io.hongbao.bench.traffic;

import io.hongbao.bench.crowd.Crowd;
import io.hongbao.bench.load.Operation;
import io.hongbao.bench.load.Verdict;
import io.hongbao.contracts.id.UserId;
import io.netty.buffer.ByteBuf;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A user posts a moment.
 *
 * @param posted takes its link
 */
record PostMoment(UserId poster, String key, long toFen, Crowd crowd, Consumer<String> posted)
        implements Operation {

    private static final byte[] BEGIN = Http.bytes("POST /v1/moments HTTP/1.1\r\nHost: bench\r\n");
    private static final JsonScan LINK = JsonScan.text("momentId");
    private static final int CREATED = 201;

    @Override
    public void write(ByteBuf out) {
        out.writeBytes(BEGIN).writeBytes(crowd.authorization(poster));
        Http.header(out, "Idempotency-Key", key);
        Http.json(
                out,
                Http.bytes(
                        String.format(
                                Locale.ROOT,
                                "{\"fromFen\":1,\"toFen\":%d,\"text\":\"日出\",\"contentRef\":\"%s\"}",
                                toFen,
                                key)));
    }

    @Override
    public Verdict answered(int status, ByteBuf body) {
        if (status == CREATED) {
            posted.accept(LINK.textIn(body));
        }
        return Verdict.of(status, CREATED);
    }
}
