package io.hongbao.ledger.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.event.NotificationKind;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.card.BankCard;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardEvent;
import io.hongbao.ledger.card.CardLifecycle;
import io.hongbao.ledger.card.CardPurpose;
import io.hongbao.ledger.card.CardPurpose.PaysPacket;
import io.hongbao.ledger.card.CardPurpose.TopsUp;
import io.hongbao.ledger.card.CardState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentStepsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final UserId LI = new UserId(1001);
    private static final OrderNumber PACKET = new OrderNumber("2026112101234567890073");
    private static final Set<NotificationKind> ENDS =
            Set.of(
                    NotificationKind.PAYMENT_CONFIRMED,
                    NotificationKind.PAYMENT_FAILED,
                    NotificationKind.PAYMENT_REFUNDED);

    private static CardDocument open(String number, CardPurpose purpose) {
        return CardDocument.create(
                number,
                LI,
                purpose,
                new Money(5_00),
                new BankCard("bank", "hash", "token", null),
                NOON,
                NOON);
    }

    private static CardDocument open() {
        var purpose =
                new PaysPacket(PACKET, new IdempotencyKey("wrap"), NOON, Duration.ofHours(24));
        return open(CardDocument.numberOf(PACKET, 2), purpose);
    }

    /** What is told along a way, a dash for a step that nobody is told of. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    DEBITED                                 | PAYMENT_CONFIRMED
                    DECLINED                                | -
                    LOCKED                                  | PAYMENT_FAILED
                    NO_ANSWER DEBITED                       | PAYMENT_UNCLEAR PAYMENT_CONFIRMED
                    NO_ANSWER DECLINED                      | PAYMENT_UNCLEAR PAYMENT_FAILED
                    NO_ANSWER NO_ANSWER NOT_BOOKED LOCKED   | PAYMENT_UNCLEAR - - PAYMENT_FAILED
                    NO_ANSWER NOT_BOOKED NO_ANSWER DECLINED | PAYMENT_UNCLEAR - - PAYMENT_FAILED
                    NO_ANSWER NOT_BOOKED DEBITED            | PAYMENT_UNCLEAR - PAYMENT_CONFIRMED
                    NO_ANSWER REFUNDED                      | PAYMENT_UNCLEAR PAYMENT_REFUNDED
                    DEBITED_IN_VAIN NO_ANSWER REFUNDED      | - - PAYMENT_REFUNDED
                    """)
    void the_payer_is_told_when_it_becomes_unclear_and_how_it_ends(String events, String told) {
        var document = open();
        var found = new ArrayList<String>();
        for (String event : events.split(" ", -1)) {
            CardDocument next =
                    document.after(CardEvent.valueOf(event), NOON, Duration.ofSeconds(1));
            found.add(
                    PaymentSteps.of(document, next, NOON).map(it -> it.kind().name()).orElse("-"));
            document = next;
        }

        assertThat(String.join(" ", found)).isEqualTo(told);
    }

    /** Else a user would wait for ever to hear of a payment that he was told is unclear. */
    @Test
    void every_end_but_a_decline_at_once_is_told() {
        for (var transition : CardLifecycle.TRANSITIONS) {
            boolean declinedAtOnce =
                    transition.from() == CardState.OPEN && transition.to() == CardState.DECLINED;
            if (transition.to().isEnd() && !declinedAtOnce) {
                assertThat(
                                PaymentSteps.kind(transition.from(), transition.to())
                                        .map(ENDS::contains))
                        .as("%s", transition)
                        .contains(true);
            }
        }
    }

    @Test
    void steps_are_named_by_the_document_so_that_each_attempt_has_its_own() {
        var unclear = open().after(CardEvent.NO_ANSWER, NOON, Duration.ofSeconds(1));

        Notification told = PaymentSteps.of(open(), unclear, NOON).orElseThrow();

        assertThat(told.id()).isEqualTo("PAYMENT_UNCLEAR:2026112101234567890073.2");
        assertThat(told.packet()).isEqualTo(PACKET);
        assertThat(told.amount()).isEqualTo(new Money(5_00));
    }

    @Test
    void a_top_up_is_told_with_its_key() {
        var key = new IdempotencyKey("k-1");
        var document = open(CardDocument.numberOf(LI, key), new TopsUp(key));
        var paid = document.after(CardEvent.DEBITED, NOON, Duration.ofSeconds(1));

        Notification told = PaymentSteps.of(document, paid, NOON).orElseThrow();

        assertThat(List.of(told.id(), told.topUpKey()))
                .isEqualTo(List.of("PAYMENT_CONFIRMED:topup:1001:k-1", key));
        assertThat(told.packet()).isNull();
    }
}
