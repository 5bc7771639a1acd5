package io.hongbao.events.consume;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.Topics;
import io.hongbao.events.consume.ReadResult.Event;
import io.hongbao.events.consume.ReadResult.NotForGroup;
import io.hongbao.events.consume.ReadResult.Unusable;
import io.hongbao.events.dead.DeadReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the records that name a group. The signature is checked before anything else is looked at.
 * Events are additive: fields that are not known are passed over.
 *
 * @param <E> what the group makes of events
 */
public final class EventReader<E> {

    private final String group;
    private final EventSignatures signatures;
    private final Map<String, Function<String, E>> types = new HashMap<>();
    private final JsonMapper json =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build();

    public EventReader(String group, EventSignatures signatures) {
        this.group = group;
        this.signatures = signatures;
    }

    /**
     * Reads events of this type too.
     *
     * @param meaning throws {@link IllegalArgumentException} for content that breaks a rule
     */
    public <V> EventReader<E> with(Class<V> type, Function<V, E> meaning) {
        types.put(type.getSimpleName(), text -> meaning.apply(read(text, type)));
        return this;
    }

    private <V> V read(String text, Class<V> type) {
        V event = json.readValue(text, type);
        if (event == null) {
            throw new IllegalArgumentException("must be an object: null");
        }
        return event;
    }

    String group() {
        return group;
    }

    ReadResult<E> read(ConsumerRecord<byte[], byte[]> from) {
        String replayFor = header(from, Topics.REPLAY_HEADER);
        String type = header(from, Topics.TYPE_HEADER);
        String groups = header(from, Topics.GROUPS_HEADER);
        String signature = header(from, Topics.SIGNATURE_HEADER);
        if (replayFor != null && !replayFor.equals(group)) {
            // Another group's dead letter: this group has seen it before.
            return new NotForGroup<>("replay");
        }
        if (type == null || groups == null || signature == null || from.value() == null) {
            return new Unusable<>(
                    DeadReason.UNSIGNED, "must have type, groups, signature and value");
        }
        String text = utf8(from.value());
        if (text == null || !signatures.verify(type, groups, text, signature)) {
            return new Unusable<>(
                    DeadReason.SIGNATURE_WRONG, "must be signed by a key of the key ring");
        }
        if (!List.of(groups.split(",")).contains(group)) {
            return new NotForGroup<>(type);
        }
        Function<String, E> meaning = types.get(type);
        if (meaning == null) {
            return new Unusable<>(DeadReason.TYPE_UNKNOWN, "must be known: type=" + type);
        }
        try {
            return new Event<>(meaning.apply(text));
        } catch (JacksonException e) {
            return new Unusable<>(DeadReason.MALFORMED, e.getOriginalMessage());
        } catch (IllegalArgumentException broken) {
            return new Unusable<>(DeadReason.MALFORMED, String.valueOf(broken.getMessage()));
        }
    }

    private static @Nullable String header(ConsumerRecord<?, ?> from, String name) {
        Header header = from.headers().lastHeader(name);
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
