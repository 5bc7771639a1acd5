package io.hongbao.packet.activate;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.event.Topics;
import io.hongbao.packet.decide.PacketCommand;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a record of the payments topic: its signature first, then what it says. */
final class ReadPayment {

    private final EventSignatures signatures;
    private final JsonMapper json;

    ReadPayment(EventSignatures signatures) {
        this.signatures = signatures;
        // Events are additive: a field that we do not know is for somebody else.
        json =
                JsonMapper.builder()
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build();
    }

    /** What a record is. */
    sealed interface Read {

        record Payment(PacketCommand.Activate command) implements Read {}

        /** Can never be applied, and why, in a word. */
        record Unusable(String reason) implements Read {}
    }

    Read read(ConsumerRecord<String, String> kafkaRecord) {
        String type = header(kafkaRecord, Topics.TYPE_HEADER);
        String signature = header(kafkaRecord, Topics.SIGNATURE_HEADER);
        String value = kafkaRecord.value();
        if (type == null || signature == null || value == null) {
            return new Read.Unusable("unsigned");
        }
        if (!signatures.verify(type, value, signature)) {
            return new Read.Unusable("bad_signature");
        }
        if (!type.equals(PacketPaidV1.TYPE)) {
            return new Read.Unusable("unknown_type");
        }
        try {
            return new Read.Payment(Payments.command(json.readValue(value, PacketPaidV1.class)));
        } catch (JacksonException | IllegalArgumentException | NullPointerException malformed) {
            return new Read.Unusable("malformed");
        }
    }

    private static @Nullable String header(
            ConsumerRecord<String, String> kafkaRecord, String name) {
        Header header = kafkaRecord.headers().lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }
}
