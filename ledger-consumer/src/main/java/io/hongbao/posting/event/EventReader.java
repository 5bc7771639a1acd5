package io.hongbao.posting.event;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.PacketActivatedV1;
import io.hongbao.contracts.event.PacketRefundedV1;
import io.hongbao.contracts.event.ShareOpenedV1;
import io.hongbao.contracts.event.Topics;
import io.hongbao.posting.event.Reading.Signed;
import io.hongbao.posting.event.Reading.Unusable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads events of the packets' topic. The signature is checked before anything else is looked at.
 * Events are additive: fields that are not known are passed over.
 */
public final class EventReader {

    private final EventSignatures signatures;
    private final JsonMapper json =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build();

    public EventReader(EventSignatures signatures) {
        this.signatures = signatures;
    }

    public Reading read(Headers headers, byte @Nullable [] value) {
        String type = text(headers.lastHeader(Topics.TYPE_HEADER));
        String signature = text(headers.lastHeader(Topics.SIGNATURE_HEADER));
        if (type == null || signature == null || value == null) {
            return new Unusable(DeadReason.UNSIGNED, "must have type, signature and value");
        }
        String text = utf8(value);
        if (text == null || !signatures.verify(type, text, signature)) {
            return new Unusable(
                    DeadReason.SIGNATURE_WRONG, "must be signed by a key of the key ring");
        }
        try {
            return switch (type) {
                case PacketActivatedV1.TYPE ->
                        signed(read(text, PacketActivatedV1.class), PacketEvent.Activated::new);
                case ShareOpenedV1.TYPE ->
                        signed(read(text, ShareOpenedV1.class), PacketEvent.Opened::new);
                case PacketRefundedV1.TYPE ->
                        signed(read(text, PacketRefundedV1.class), PacketEvent.Refunded::new);
                default -> new Unusable(DeadReason.TYPE_UNKNOWN, "must be known: type=" + type);
            };
        } catch (JacksonException e) {
            return new Unusable(DeadReason.MALFORMED, e.getOriginalMessage());
        }
    }

    /** Null for the JSON value null. */
    private <E> @Nullable E read(String text, Class<E> type) {
        return json.readValue(text, type);
    }

    private static <E> Reading signed(@Nullable E event, Function<E, PacketEvent> as) {
        return event == null
                ? new Unusable(DeadReason.MALFORMED, "must be an object: null")
                : new Signed(as.apply(event));
    }

    private static @Nullable String text(@Nullable Header header) {
        return header == null || header.value() == null ? null : utf8(header.value());
    }

    /** Null for bytes that are not UTF-8: nobody signed those. */
    private static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
