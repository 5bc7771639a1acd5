package io.hongbao.events.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.PacketRefundedV1;
import io.hongbao.contracts.event.SignedEvent;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.events.dead.DeadReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private static final String CREDITS = "balance-credits";
    private static final String REFUND =
            """
            {"orderNumber":"2026112101234567890073","senderId":1001,"refundFen":7111,\
            "sharesLeft":4,"refundedAt":"2026-11-22T04:00:01.5Z"}\
            """;

    private final EventSignatures ours = signatures("local-only-key-of-the-ring");
    private final EventReader<PacketRefundedV1> reader =
            new EventReader<PacketRefundedV1>(CREDITS, ours)
                    .with(PacketRefundedV1.class, EventReaderTest::meaning);

    private static PacketRefundedV1 meaning(PacketRefundedV1 refunded) {
        if (refunded.refundFen() < 1) {
            throw new IllegalArgumentException("must be >= 1: refundFen=" + refunded.refundFen());
        }
        return refunded;
    }

    @Test
    void a_signed_event_is_read() {
        assertThat(reader.read(signed(PacketRefundedV1.TYPE, REFUND)))
                .isEqualTo(
                        new ReadResult.Event<>(
                                new PacketRefundedV1(
                                        "2026112101234567890073",
                                        1001,
                                        7111,
                                        4,
                                        Instant.parse("2026-11-22T04:00:01.5Z"))));
    }

    @Test
    void a_field_of_a_later_version_is_passed_over() {
        String later = REFUND.replace("{", "{\"mood\":\"good\",");

        assertThat(reader.read(signed(PacketRefundedV1.TYPE, later)))
                .isInstanceOf(ReadResult.Event.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.TYPE_HEADER, Topics.GROUPS_HEADER, Topics.SIGNATURE_HEADER})
    void without_one_of_its_headers_it_is_unsigned(String missing) {
        ConsumerRecord<byte[], byte[]> from = signed(PacketRefundedV1.TYPE, REFUND);
        from.headers().remove(missing);

        assertThat(reason(from)).isEqualTo(DeadReason.UNSIGNED);
    }

    @Test
    void without_a_value_it_is_unsigned() {
        assertThat(reason(of(PacketRefundedV1.TYPE, CREDITS, null, "signature")))
                .isEqualTo(DeadReason.UNSIGNED);
    }

    @Test
    void every_changed_byte_breaks_the_signature() {
        for (int i = 0; i < bytes(REFUND).length; i++) {
            ConsumerRecord<byte[], byte[]> from = signed(PacketRefundedV1.TYPE, REFUND);
            from.value()[i] ^= 1;

            assertThat(reason(from)).isEqualTo(DeadReason.SIGNATURE_WRONG);
        }
    }

    @Test
    void another_type_groups_or_key_breaks_the_signature() {
        String type = PacketRefundedV1.TYPE;
        String signature = ours.sign(type, CREDITS, REFUND);
        String other = signatures("local-only-key-of-somebody-else").sign(type, CREDITS, REFUND);

        assertThat(reason(of("ShareOpenedV1", CREDITS, REFUND, signature)))
                .isEqualTo(DeadReason.SIGNATURE_WRONG);
        assertThat(reason(of(type, "user-records", REFUND, signature)))
                .isEqualTo(DeadReason.SIGNATURE_WRONG);
        assertThat(reason(of(type, CREDITS, REFUND, other))).isEqualTo(DeadReason.SIGNATURE_WRONG);
    }

    @Test
    void what_came_by_a_call_is_believed_no_more_than_what_comes_from_kafka() {
        String type = PacketRefundedV1.TYPE;
        String signature = ours.sign(type, CREDITS, REFUND);
        String other = signatures("local-only-key-of-somebody-else").sign(type, CREDITS, REFUND);

        assertThat(reader.read(new SignedEvent(type, CREDITS, REFUND, signature)))
                .isEqualTo(reader.read(signed(type, REFUND)));
        for (var forged :
                List.of(
                        new SignedEvent(type, CREDITS, REFUND, other),
                        new SignedEvent(type, CREDITS, REFUND + " ", signature))) {
            assertThat(((ReadResult.Unusable<?>) reader.read(forged)).reason())
                    .isEqualTo(DeadReason.SIGNATURE_WRONG);
        }
    }

    @Test
    void a_group_that_shows_to_others_what_it_read_gets_the_signed_text() {
        var showing =
                new EventReader<SignedEvent>(CREDITS, ours)
                        .with(PacketRefundedV1.class, (_, event) -> event);
        String signature = ours.sign(PacketRefundedV1.TYPE, CREDITS, REFUND);

        assertThat(showing.read(signed(PacketRefundedV1.TYPE, REFUND)))
                .isEqualTo(
                        new ReadResult.Event<>(
                                new SignedEvent(
                                        PacketRefundedV1.TYPE, CREDITS, REFUND, signature)));
    }

    @Test
    void an_unknown_type_that_names_the_group_is_its_dead_letter() {
        assertThat(reason(signed("PacketPraisedV1", "{}"))).isEqualTo(DeadReason.TYPE_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PacketPraisedV1", PacketRefundedV1.TYPE})
    void an_event_that_does_not_name_the_group_is_passed_over(String type) {
        for (String groups : List.of("", "user-records", "balance-credits-2,user-records")) {
            var from = of(type, groups, REFUND, ours.sign(type, groups, REFUND));

            assertThat(reader.read(from)).isEqualTo(new ReadResult.NotForGroup<>(type));
        }
    }

    @Test
    void one_of_several_groups_applies_it() {
        String groups = "user-records," + CREDITS;
        String type = PacketRefundedV1.TYPE;

        assertThat(reader.read(of(type, groups, REFUND, ours.sign(type, groups, REFUND))))
                .isInstanceOf(ReadResult.Event.class);
    }

    @Test
    void what_is_replayed_for_another_group_is_passed_over_and_for_this_one_applied() {
        ConsumerRecord<byte[], byte[]> forged = of(PacketRefundedV1.TYPE, CREDITS, REFUND, "no");
        forged.headers().add(Topics.REPLAY_HEADER, bytes("user-records"));
        ConsumerRecord<byte[], byte[]> again = signed(PacketRefundedV1.TYPE, REFUND);
        again.headers().add(Topics.REPLAY_HEADER, bytes(CREDITS));

        assertThat(reader.read(forged)).isInstanceOf(ReadResult.NotForGroup.class);
        assertThat(reader.read(again)).isInstanceOf(ReadResult.Event.class);
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
                "{\"orderNumber\":\"1\",\"senderId\":1,\"refundFen\":0,\"sharesLeft\":1,"
                        + "\"refundedAt\":\"2026-11-22T04:00:01.5Z\"}",
                "{\"orderNumber\":\"1\",\"senderId\":1,\"refundFen\":1,\"sharesLeft\":1,"
                        + "\"refundedAt\":\"today\"}"
            })
    void signed_nonsense_is_malformed(String json) {
        assertThat(reason(signed(PacketRefundedV1.TYPE, json))).isEqualTo(DeadReason.MALFORMED);
    }

    /** Of both groups, in one process. */
    private EventReader<PacketRefundedV1> reader(String group, EventCache cache) {
        return new EventReader<PacketRefundedV1>(group, ours, cache)
                .with(PacketRefundedV1.class, event -> event);
    }

    private ConsumerRecord<byte[], byte[]> forBoth(long offset, String json) {
        String groups = CREDITS + ",user-records";
        String signature = ours.sign(PacketRefundedV1.TYPE, groups, json);
        return at(offset, of(PacketRefundedV1.TYPE, groups, json, signature));
    }

    private static ConsumerRecord<byte[], byte[]> at(
            long offset, ConsumerRecord<byte[], byte[]> same) {
        var from = new ConsumerRecord<>(same.topic(), 0, offset, same.key(), same.value());
        same.headers().forEach(from.headers()::add);
        return from;
    }

    private static String refundOf(int fen) {
        return REFUND.replace("7111", Integer.toString(fen));
    }

    private static PacketRefundedV1 event(ReadResult<PacketRefundedV1> reading) {
        return ((ReadResult.Event<PacketRefundedV1>) reading).event();
    }

    @Test
    void groups_that_share_a_cache_parse_an_event_once() {
        var cache = new EventCache(1);

        PacketRefundedV1 first = event(reader(CREDITS, cache).read(forBoth(7, REFUND)));
        PacketRefundedV1 second = event(reader("user-records", cache).read(forBoth(7, REFUND)));

        assertThat(second).isSameAs(first);
    }

    @Test
    void a_group_that_is_not_named_passes_over_what_another_has_read() {
        var cache = new EventCache(1);
        reader(CREDITS, cache).read(signed(PacketRefundedV1.TYPE, REFUND));

        assertThat(reader("user-records", cache).read(signed(PacketRefundedV1.TYPE, REFUND)))
                .isEqualTo(new ReadResult.NotForGroup<>(PacketRefundedV1.TYPE));
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.TYPE_HEADER, Topics.GROUPS_HEADER, Topics.SIGNATURE_HEADER, ""})
    void what_differs_from_what_another_group_has_read_is_verified(String changed) {
        var cache = new EventCache(1);
        reader(CREDITS, cache).read(forBoth(7, REFUND));
        ConsumerRecord<byte[], byte[]> forged = forBoth(7, REFUND);
        if (changed.isEmpty()) {
            forged.value()[1] ^= 1;
        } else {
            forged.headers().remove(changed).add(changed, bytes("user-records,k.x"));
        }

        assertThat(reader("user-records", cache).read(forged))
                .isEqualTo(
                        new ReadResult.Unusable<>(
                                DeadReason.SIGNATURE_WRONG,
                                "must be signed by a key of the key ring"));
    }

    @Test
    void a_group_that_lags_by_far_reads_for_itself_and_a_cache_never_grows() {
        var cache = new EventCache(16);
        var ahead = reader(CREDITS, cache);
        var lagging = reader("user-records", cache);
        Set<PacketRefundedV1> read = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 1; i <= 1_000; i++) {
            read.add(event(ahead.read(forBoth(i, refundOf(i)))));
        }

        int shared = 0;
        for (int i = 1_000; i >= 1; i--) {
            PacketRefundedV1 event = event(lagging.read(forBoth(i, refundOf(i))));
            assertThat(event.refundFen()).isEqualTo(i);
            shared += read.contains(event) ? 1 : 0;
        }

        assertThat(shared).isBetween(1, 16);
    }

    private DeadReason reason(ConsumerRecord<byte[], byte[]> from) {
        ReadResult<PacketRefundedV1> reading = reader.read(from);
        assertThat(reading).isInstanceOf(ReadResult.Unusable.class);
        return ((ReadResult.Unusable<?>) reading).reason();
    }

    private ConsumerRecord<byte[], byte[]> signed(String type, String json) {
        return of(type, CREDITS, json, ours.sign(type, CREDITS, json));
    }

    private static ConsumerRecord<byte[], byte[]> of(
            String type, String groups, @Nullable String json, String signature) {
        var from =
                new ConsumerRecord<byte[], byte[]>(
                        Topics.PACKETS, 0, 0, new byte[0], json == null ? null : bytes(json));
        from.headers()
                .add(Topics.TYPE_HEADER, bytes(type))
                .add(Topics.GROUPS_HEADER, bytes(groups))
                .add(Topics.SIGNATURE_HEADER, bytes(signature));
        return from;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static EventSignatures signatures(String secret) {
        return new EventSignatures(new KeyRing("one", Map.of("one", SecretKey.of(secret))));
    }
}
