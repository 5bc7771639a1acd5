package io.hongbao.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Each version of each event against its golden file: what others already read stays readable. */
class GoldenEventsTest {

    private static final EventSignatures SIGNATURES =
            new EventSignatures(
                    new KeyRing("k", Map.of("k", SecretKey.of("local-only-event-key"))));

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00.123Z");
    private static final String PACKET = "2026112101234567890073";

    private final JsonMapper json =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    static Stream<Record> events() {
        return Stream.of(
                new PacketPaidV1(PACKET, 1001, 88_88, "wrap-1", "CHANGE", NOON),
                new PacketActivatedV1(
                        PACKET,
                        1001,
                        "LUCKY",
                        88_88,
                        5,
                        "恭喜发财",
                        NOON,
                        Instant.parse("2026-11-22T04:00:00.123Z")),
                new ShareOpenedV1(
                        PACKET,
                        0,
                        1002,
                        17_77,
                        Instant.parse("2026-11-21T04:00:05Z"),
                        1001,
                        "LUCKY",
                        "恭喜发财"),
                new PacketRefundedV1(
                        PACKET, 1001, 71_11, 4, Instant.parse("2026-11-22T04:00:01.500Z")),
                NotificationV1.finished(
                        PACKET,
                        1001,
                        88_88,
                        1003,
                        40_10,
                        Instant.parse("2026-11-21T04:00:09.250Z")),
                new MomentPostedV1(PACKET, 1001, "日出", NOON),
                new MomentSeenV1(
                        PACKET, 1002, 1001, 1_77, "日出", Instant.parse("2026-11-21T04:00:05Z")));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_and_read_as_its_golden_file_says(Record event) throws IOException {
        String golden = golden(event.getClass().getSimpleName());

        assertThat(json.readTree(json.writeValueAsString(event)))
                .isEqualTo(json.readTree(golden.replace("01.5Z", "01.500Z")));
        assertThat((Object) json.readValue(golden, event.getClass())).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_reader_passes_over_what_a_later_writer_adds(Record event) throws IOException {
        String later = golden(event.getClass().getSimpleName()).replaceFirst("\\{", "{\"new\":1,");

        assertThat((Object) json.readValue(later, event.getClass())).isEqualTo(event);
    }

    @Test
    void events_name_the_groups_that_must_apply_them() {
        assertThat(events().map(event -> ((Event) event).groups()))
                .containsExactly(
                        List.of("packet-activations"),
                        List.of("user-records"),
                        List.of("balance-credits", "user-records"),
                        List.of("balance-credits"),
                        List.of("user-notifications"),
                        List.of("user-records"),
                        List.of("user-records"));
    }

    @Test
    void an_event_goes_where_its_groups_read() {
        assertThat(events().map(event -> (Event) event))
                .allSatisfy(event ->
                        assertThat(event.groups())
                                .allMatch(group -> Topics.topicOf(group).equals(event.topic())));
    }

    @Test
    void a_signature_is_for_one_type_its_groups_and_one_text() {
        String signature = SIGNATURES.sign("ShareOpenedV1", "a,b", "{}");

        assertThat(verified("ShareOpenedV1", "a,b", "{}", signature)).isTrue();
        assertThat(verified("PacketPaidV1", "a,b", "{}", signature)).isFalse();
        assertThat(verified("ShareOpenedV1", "a", "{}", signature)).isFalse();
        assertThat(verified("ShareOpenedV1", "", "{}", signature)).isFalse();
        assertThat(verified("ShareOpenedV1", "a,b", "{ }", signature)).isFalse();
        assertThat(verified("ShareOpenedV1a", ",b", "{}", signature)).isFalse();
        assertThat(verified("ShareOpenedV1", "a,b{", "}", signature)).isFalse();
        assertThat(verified("ShareOpenedV1", "a,b", "{}", "")).isFalse();
        assertThat(verified("ShareOpenedV1", "a,b", "{}", "other." + signature)).isFalse();
    }

    private static boolean verified(String type, String groups, String json, String signature) {
        return SIGNATURES.verify(new SignedEvent(type, groups, json, signature));
    }

    private static String golden(String type) throws IOException {
        try (InputStream file = GoldenEventsTest.class.getResourceAsStream(type + ".json")) {
            return new String(
                    Objects.requireNonNull(file, type).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
