package io.hongbao.ledger.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CardLifecycleTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final Duration PAUSE = Duration.ofSeconds(8);
    private static final Path PAGE = Path.of("../../docs/PAYMENTS.md");

    /** The picture of the documentation, in the language of Mermaid. */
    private static String picture() {
        var lines = new StringBuilder("stateDiagram-v2\n    [*] --> OPEN\n");
        for (CardTransition each : CardLifecycle.TRANSITIONS) {
            lines.append(
                    "    "
                            + each.from()
                            + " --> "
                            + each.to()
                            + " : "
                            + words(each.event())
                            + "\n");
        }
        Arrays.stream(CardState.values())
                .filter(CardState::isEnd)
                .forEach(end -> lines.append("    " + end + " --> [*]\n"));
        return lines.toString();
    }

    private static String words(CardEvent event) {
        return event.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Test
    void the_picture_of_the_documentation_is_that_of_the_code() throws IOException {
        String page = Files.readString(PAGE);

        String drawn = page.substring(page.indexOf("stateDiagram-v2"));
        assertThat(drawn.substring(0, drawn.indexOf("```"))).isEqualTo(picture());
    }

    @Test
    void one_event_leads_to_one_state() {
        List<String> starts =
                CardLifecycle.TRANSITIONS.stream()
                        .map(each -> each.from() + " " + each.event())
                        .toList();

        assertThat(starts).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(CardState.class)
    void an_end_is_left_by_no_event_and_every_other_state_by_some_to_an_end(CardState state) {
        var reached = EnumSet.of(state);
        for (int steps = 0; steps < CardState.values().length; steps++) {
            reached.addAll(
                    CardLifecycle.TRANSITIONS.stream()
                            .filter(each -> reached.contains(each.from()))
                            .map(CardTransition::to)
                            .collect(Collectors.toSet()));
        }

        if (state.isEnd()) {
            assertThat(reached).containsExactly(state);
        } else {
            assertThat(reached).anyMatch(CardState::isEnd);
        }
    }

    /** A lock is asked for after a query alone, and no silence ends anything. */
    @ParameterizedTest
    @EnumSource(CardState.class)
    void no_answer_never_ends_a_document_and_never_moves_money(CardState state) {
        assertThat(CardLifecycle.next(state, CardEvent.NO_ANSWER).orElse(state))
                .isEqualTo(state == CardState.OPEN ? CardState.UNCLEAR : state);
    }

    @Test
    void what_a_document_becomes_keeps_its_times_and_loses_its_token_at_the_end() {
        CardDocument open = document();

        CardDocument unclear = open.asked(NOON).after(CardEvent.NO_ANSWER, NOON, PAUSE);
        CardDocument again = unclear.asked(NOON).after(CardEvent.NO_ANSWER, NOON, PAUSE);
        CardDocument locked =
                again.after(CardEvent.NOT_BOOKED, NOON, PAUSE)
                        .after(CardEvent.LOCKED, NOON.plusSeconds(1), PAUSE);

        assertThat(unclear.state()).isEqualTo(CardState.UNCLEAR);
        assertThat(unclear.asks()).isZero();
        assertThat(unclear.nextAskAt()).isEqualTo(NOON.plus(PAUSE));
        assertThat(again.asks()).isEqualTo(1);
        assertThat(again.card().token()).isEqualTo("card-good");
        assertThat(locked.state()).isEqualTo(CardState.LOCKED);
        assertThat(locked.decidedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(locked.nextAskAt()).isNull();
        assertThat(locked.card()).isEqualTo(new BankCard("bank-a", "k.hash", null, null));
    }

    @Test
    void an_event_that_changes_nothing_leaves_the_document_as_it_is() {
        CardDocument paid = document().after(CardEvent.DEBITED, NOON, PAUSE);

        assertThat(paid.after(CardEvent.LOCKED, NOON, PAUSE)).isSameAs(paid);
    }

    @Test
    void a_document_that_waits_for_nobody_must_have_ended() {
        CardDocument open = document();

        assertThatThrownBy(() ->
                        new CardDocument(
                                open.number(),
                                open.user(),
                                open.purpose(),
                                open.amount(),
                                open.card(),
                                CardState.UNCLEAR,
                                NOON,
                                null,
                                0,
                                null,
                                null,
                                null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CardDocument document() {
        var user = new UserId(1001);
        var key = new IdempotencyKey("k");
        return CardDocument.create(
                CardDocument.numberOf(user, key),
                user,
                new CardPurpose.TopsUp(key),
                new Money(5_00),
                new BankCard("bank-a", "k.hash", "card-good", null),
                NOON,
                NOON.plusSeconds(4));
    }
}
