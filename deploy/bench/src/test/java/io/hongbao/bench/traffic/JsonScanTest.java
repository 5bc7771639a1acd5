package io.hongbao.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class JsonScanTest {

    private static final ByteBuf OPENED =
            Unpooled.copiedBuffer(
                    "{\"packetId\":\"2026-X\",\"amountFen\":1307,\"openedAt\":\"2026-11-21\"}",
                    StandardCharsets.UTF_8);

    @Test
    void a_number_is_found_by_its_name() {
        assertThat(JsonScan.number("amountFen").numberIn(OPENED)).isEqualTo(1307);
    }

    @Test
    void a_text_is_found_by_its_name() {
        assertThat(JsonScan.text("packetId").textIn(OPENED)).isEqualTo("2026-X");
    }

    @Test
    void what_is_not_there_is_zero_or_empty() {
        assertThat(JsonScan.number("changeFen").numberIn(OPENED)).isZero();
        assertThat(JsonScan.text("payTicket").textIn(OPENED)).isEmpty();
    }
}
