package io.hongbao.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.testkit.cases.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxRowTest {

    private static final OutboxEvent OPENED =
            new OutboxEvent(
                    "packets",
                    7,
                    "1001",
                    "ShareOpenedV1",
                    "balance-credits",
                    "{\"fen\":1}",
                    "signed");

    @Test
    void a_row_is_one_line_an_event_with_the_value_last() {
        assertThat(OutboxRow.encode(List.of(OPENED, OPENED)))
                .isEqualTo(
                        "packets\t7\t1001\tShareOpenedV1\tbalance-credits\tsigned\t{\"fen\":1}\n"
                                .repeat(2));
    }

    @Test
    void what_was_encoded_is_decoded_whatever_it_says() {
        Seeds.times(
                200,
                random -> {
                    List<OutboxEvent> events =
                            IntStream.range(0, random.nextInt(1, 5))
                                    .mapToObj(_ -> anyEvent(random))
                                    .toList();

                    assertThat(OutboxRow.decode(OutboxRow.encode(events))).isEqualTo(events);
                });
    }

    private static OutboxEvent anyEvent(RandomGenerator random) {
        return new OutboxEvent(
                anyText(random),
                random.nextInt(0, Integer.MAX_VALUE),
                anyText(random),
                anyText(random),
                anyText(random),
                anyText(random),
                anyText(random));
    }

    private static String anyText(RandomGenerator random) {
        var letters = List.of("", "a", " ", "\\", "\"", "红包", "🧧", "{}", "\u0000");
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(letters.get(random.nextInt(letters.size())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\nb", "a\rb"})
    void a_field_that_would_break_the_row_is_refused(String text) {
        var value =
                new OutboxEvent(
                        "packets", 7, "1001", "ShareOpenedV1", "balance-credits", text, "signed");
        var key =
                new OutboxEvent(
                        "packets", 7, text, "ShareOpenedV1", "balance-credits", "{}", "signed");

        assertThatThrownBy(() -> OutboxRow.encode(List.of(OPENED, value)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OutboxRow.encode(List.of(key)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "packets\t7\t1001\tShareOpenedV1\tbalance-credits\tsigned\t{}",
                "packets\t7\t1001\tShareOpenedV1\tbalance-credits\tsigned\n",
                "packets\t7\t1001\tShareOpenedV1\tbalance-credits\tsigned\t{}\tmore\n",
                "packets\tseven\t1001\tShareOpenedV1\tbalance-credits\tsigned\t{}\n",
                "packets\t-7\t1001\tShareOpenedV1\tbalance-credits\tsigned\t{}\n",
            })
    void a_text_that_is_no_row_is_refused(String text) {
        assertThatThrownBy(() -> OutboxRow.decode(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_row_without_events_is_refused() {
        assertThatThrownBy(() -> OutboxRow.encode(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
