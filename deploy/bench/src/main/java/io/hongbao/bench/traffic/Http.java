package io.hongbao.bench.traffic;

import io.hongbao.bench.crowd.PaidPacket;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Pieces of requests, made once. */
final class Http {

    static final byte[] POST_PACKETS = bytes("POST /v1/packets HTTP/1.1\r\nHost: bench\r\n");
    static final byte[] POST_PACKET = bytes("POST /v1/packets/");
    static final byte[] GET_PACKET = bytes("GET /v1/packets/");
    static final byte[] OPEN_END = bytes("/open HTTP/1.1\r\nHost: bench\r\n");
    static final byte[] GRAB_END = bytes("/grab HTTP/1.1\r\nHost: bench\r\n");
    static final byte[] PAYMENT_END = bytes("/payment HTTP/1.1\r\nHost: bench\r\n");
    static final byte[] VIEW_END = bytes(" HTTP/1.1\r\nHost: bench\r\n");
    static final byte[] NO_BODY = bytes("Content-Length: 0\r\n\r\n");
    static final byte[] END = bytes("\r\n");

    private Http() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Request line and host of a call about a packet. */
    static void packet(ByteBuf out, byte[] begin, PaidPacket packet, byte[] end) {
        out.writeBytes(begin);
        out.writeCharSequence(packet.link(), StandardCharsets.US_ASCII);
        out.writeBytes(end);
    }

    /** The last headers, and the body. */
    static void json(ByteBuf out, byte[] body) {
        out.writeCharSequence(
                "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n",
                StandardCharsets.US_ASCII);
        out.writeBytes(body);
    }

    static void header(ByteBuf out, String name, String value) {
        out.writeCharSequence(name + ": " + value + "\r\n", StandardCharsets.US_ASCII);
    }
}
