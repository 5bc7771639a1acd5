package io.hongbao.posting.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.PacketRefundedV1;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private static final String REFUND =
            """
            {"orderNumber":"2026112101234567890073","senderId":1001,"refundFen":7111,\
            "sharesLeft":4,"refundedAt":"2026-11-22T04:00:01.5Z"}\
            """;

    private final EventSignatures ours = signatures("local-only-key-of-the-ring");
    private final EventReader reader = new EventReader(ours);

    @Test
    void a_signed_event_is_read() {
        Reading reading = reader.read(signed(PacketRefundedV1.TYPE, REFUND), bytes(REFUND));

        assertThat(reading)
                .isEqualTo(
                        new Reading.Signed(
                                new PacketEvent.Refunded(
                                        new PacketRefundedV1(
                                                "2026112101234567890073",
                                                1001,
                                                7111,
                                                4,
                                                Instant.parse("2026-11-22T04:00:01.5Z")))));
    }

    @Test
    void a_field_of_a_later_version_is_passed_over() {
        String later = REFUND.replace("{", "{\"mood\":\"good\",");

        assertThat(reader.read(signed(PacketRefundedV1.TYPE, later), bytes(later)))
                .isInstanceOf(Reading.Signed.class);
    }

    @Test
    void without_type_signature_or_value_it_is_unsigned() {
        Headers onlyType =
                new RecordHeaders().add(Topics.TYPE_HEADER, bytes(PacketRefundedV1.TYPE));

        assertThat(reason(reader.read(new RecordHeaders(), bytes(REFUND))))
                .isEqualTo(DeadReason.UNSIGNED);
        assertThat(reason(reader.read(onlyType, bytes(REFUND)))).isEqualTo(DeadReason.UNSIGNED);
        assertThat(reason(reader.read(signed(PacketRefundedV1.TYPE, REFUND), null)))
                .isEqualTo(DeadReason.UNSIGNED);
    }

    @Test
    void every_changed_byte_breaks_the_signature() {
        byte[] value = bytes(REFUND);
        for (int i = 0; i < value.length; i++) {
            byte[] forged = value.clone();
            forged[i] ^= 1;

            assertThat(reason(reader.read(signed(PacketRefundedV1.TYPE, REFUND), forged)))
                    .isEqualTo(DeadReason.SIGNATURE_WRONG);
        }
    }

    @Test
    void another_type_or_key_breaks_the_signature() {
        Headers otherType = headers("ShareOpenedV1", ours.sign(PacketRefundedV1.TYPE, REFUND));
        Headers otherKey =
                headers(
                        PacketRefundedV1.TYPE,
                        signatures("local-only-key-of-somebody-else")
                                .sign(PacketRefundedV1.TYPE, REFUND));

        assertThat(reason(reader.read(otherType, bytes(REFUND))))
                .isEqualTo(DeadReason.SIGNATURE_WRONG);
        assertThat(reason(reader.read(otherKey, bytes(REFUND))))
                .isEqualTo(DeadReason.SIGNATURE_WRONG);
    }

    @Test
    void a_signed_event_of_an_unknown_type_says_so() {
        assertThat(reason(reader.read(signed("PacketPraisedV1", "{}"), bytes("{}"))))
                .isEqualTo(DeadReason.TYPE_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "null",
                "{\"orderNumber\":null,\"senderId\":1,\"refundFen\":1,\"sharesLeft\":1,"
                        + "\"refundedAt\":\"2026-11-22T04:00:01.5Z\"}",
                "{\"orderNumber\":\"1\",\"senderId\":1,\"refundFen\":\"much\",\"sharesLeft\":1,"
                        + "\"refundedAt\":\"2026-11-22T04:00:01.5Z\"}",
                "{\"orderNumber\":\"1\",\"senderId\":1,\"refundFen\":1,\"sharesLeft\":1,"
                        + "\"refundedAt\":\"today\"}"
            })
    void signed_nonsense_is_malformed(String json) {
        assertThat(reason(reader.read(signed(PacketRefundedV1.TYPE, json), bytes(json))))
                .isEqualTo(DeadReason.MALFORMED);
    }

    private static DeadReason reason(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Unusable.class);
        return ((Reading.Unusable) reading).reason();
    }

    private Headers signed(String type, String json) {
        return headers(type, ours.sign(type, json));
    }

    private static Headers headers(String type, String signature) {
        return new RecordHeaders()
                .add(Topics.TYPE_HEADER, bytes(type))
                .add(Topics.SIGNATURE_HEADER, bytes(signature));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static EventSignatures signatures(String secret) {
        return new EventSignatures(new KeyRing("one", Map.of("one", SecretKey.of(secret))));
    }
}
