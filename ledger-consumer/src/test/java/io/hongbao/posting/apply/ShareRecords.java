package io.hongbao.posting.apply;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.ShareOpenedV1;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.json.JsonMapper;

/** Records of opened shares, signed as the packet service signs them. */
public final class ShareRecords {

    public static final String TOPIC = "packets";
    public static final EventSignatures SIGNATURES =
            new EventSignatures(
                    new KeyRing("t", Map.of("t", SecretKey.of("a key of the ring, for tests"))));

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ShareRecords() {}

    public static ConsumerRecord<byte[], byte[]> signed(int partition, long offset, long user) {
        var record = unsigned(partition, offset, user);
        String json = new String(record.value(), StandardCharsets.UTF_8);
        record.headers()
                .add(Topics.TYPE_HEADER, bytes(ShareOpenedV1.TYPE))
                .add(Topics.SIGNATURE_HEADER, bytes(SIGNATURES.sign(ShareOpenedV1.TYPE, json)));
        return record;
    }

    /** A dead letter, whoever reads it. */
    public static ConsumerRecord<byte[], byte[]> unsigned(int partition, long offset, long user) {
        var opened =
                new ShareOpenedV1("2026112101234567890073", 0, user, 1_00, NOON, 1001, "LUCKY", "");
        return new ConsumerRecord<>(
                TOPIC, partition, offset, new byte[0], bytes(JSON.writeValueAsString(opened)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
