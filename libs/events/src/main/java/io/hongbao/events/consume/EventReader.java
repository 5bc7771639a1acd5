package io.hongbao.events.consume;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.SignedEvent;
import io.hongbao.contracts.event.Topics;
import io.hongbao.events.consume.ReadResult.Event;
import io.hongbao.events.consume.ReadResult.NotForGroup;
import io.hongbao.events.consume.ReadResult.Unusable;
import io.hongbao.events.dead.DeadReason;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the events that name a group. The signature is checked before anything else is looked at.
 * Events are additive: fields that are not known are passed over.
 *
 * @param <E> what the group makes of events
 */
public final class EventReader<E> {

    private final String group;
    private final EventSignatures signatures;
    private final EventCache cache;
    private final Map<String, EventType<?, E>> types = new HashMap<>();
    private final JsonMapper json =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build();

    /** A type of event, and what the group makes of it. */
    private record EventType<V, E>(Class<V> type, BiFunction<V, SignedEvent, E> meaning) {

        E of(Object event, SignedEvent signed) {
            return meaning.apply(type.cast(event), signed);
        }
    }

    /** For a group that shares its events with no other. */
    public EventReader(String group, EventSignatures signatures) {
        this(group, signatures, new EventCache(1));
    }

    /**
     * @param cache of all groups of this process that read the same topic
     */
    public EventReader(String group, EventSignatures signatures, EventCache cache) {
        this.group = group;
        this.signatures = signatures;
        this.cache = cache;
    }

    /**
     * Reads events of this type too.
     *
     * @param meaning throws {@link IllegalArgumentException} for content that breaks a rule
     */
    public <V> EventReader<E> with(Class<V> type, Function<V, E> meaning) {
        return with(type, (event, _) -> meaning.apply(event));
    }

    /** The same, for a group that has to show to others what it read. */
    public <V> EventReader<E> with(Class<V> type, BiFunction<V, SignedEvent, E> meaning) {
        types.put(type.getSimpleName(), new EventType<>(type, meaning));
        return this;
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
        var signed = new SignedEvent(type, groups, utf8(from.value()), signature);
        return read(signed, cache.find(from, signed), event -> cache.put(from, signed, event));
    }

    /** Reads what came by a call, and is believed no more than what comes from Kafka. */
    public ReadResult<E> read(SignedEvent signed) {
        return read(signed, null, _ -> {});
    }

    /**
     * Reads the event.
     *
     * @param parsed what it is, if the very same text was verified before
     */
    private ReadResult<E> read(
            SignedEvent signed, @Nullable Object parsed, Consumer<Object> remember) {
        if (parsed == null && !signatures.verify(signed)) {
            return new Unusable<>(
                    DeadReason.SIGNATURE_WRONG, "must be signed by a key of the key ring");
        }
        String type = signed.type();
        if (!List.of(signed.groups().split(",")).contains(group)) {
            return new NotForGroup<>(type);
        }
        EventType<?, E> known = types.get(type);
        if (known == null) {
            return new Unusable<>(DeadReason.TYPE_UNKNOWN, "must be known: type=" + type);
        }
        try {
            Object event = parsed;
            if (event == null) {
                event = parse(signed.json(), known.type());
                remember.accept(event);
            }
            return new Event<>(known.of(event, signed));
        } catch (JacksonException e) {
            return new Unusable<>(DeadReason.MALFORMED, e.getOriginalMessage());
        } catch (IllegalArgumentException broken) {
            return new Unusable<>(DeadReason.MALFORMED, String.valueOf(broken.getMessage()));
        }
    }

    private Object parse(String text, Class<?> type) {
        Object event = json.readValue(text, type);
        if (event == null) {
            throw new IllegalArgumentException("must be an object: null");
        }
        return event;
    }

    private static @Nullable String header(ConsumerRecord<?, ?> from, String name) {
        Header header = from.headers().lastHeader(name);
        return header == null || header.value() == null ? null : utf8(header.value());
    }

    /** Bytes that are not UTF-8 become some text; only a text that was signed is looked at. */
    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
