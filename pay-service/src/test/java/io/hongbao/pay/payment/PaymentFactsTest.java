package io.hongbao.pay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.ledger.account.Account;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.WrapId;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardPurpose.PaysPacket;
import io.hongbao.ledger.card.CardState;
import io.hongbao.pay.payment.PayChoice.ChangeThenCard;
import io.hongbao.pay.payment.PayChoice.OnlyCard;
import io.hongbao.pay.payment.PayChoice.OnlyChange;
import io.hongbao.pay.payment.PayDecision.CardChosen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentFactsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final Duration ASK_AFTER = Duration.ofSeconds(4);
    private static final UserId LI = new UserId(1001);
    private static final Money TOTAL = new Money(8_88);
    private static final WrapId WRAP = new WrapId(LI, new IdempotencyKey("wrap"));
    private static final OrderNumber THIS = new OrderNumber("2026112100000000010003");
    private static final OrderNumber OTHER = new OrderNumber("2026112100000000010013");

    private static PayTicket ticket(Instant payBy) {
        return new PayTicket(THIS, LI, TOTAL, WRAP.key(), payBy, Duration.ofHours(24));
    }

    private static Transfer payment(OrderNumber packet, Money total) {
        return Transfer.packetPay(packet, Account.of(LI), total, WRAP, NOON);
    }

    private static CardDocument open(OrderNumber packet, String card) {
        return CardDocument.open(
                CardDocument.numberOf(packet, 1),
                LI,
                new PaysPacket(packet, WRAP.key(), NOON, Duration.ofHours(24)),
                TOTAL,
                card,
                NOON,
                NOON.plus(ASK_AFTER));
    }

    private static PayChoice choice(String text) {
        return switch (text) {
            case "change" -> new OnlyChange();
            case "card a" -> new OnlyCard("a");
            case "any a" -> new ChangeThenCard("a");
            default -> throw new IllegalArgumentException(text);
        };
    }

    /**
     * One row per refusal; those above it in the list of decisions are absent, those below it would
     * apply.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    paid   | open document | seconds to payBy | change | choice | decision
                    this   | this a        | -1               | 0      | change | AlreadyPaid
                    amount | this a        | -1               | 0      | change | TicketInvalid
                    other  | this a        | -1               | 0      | change | WrapAlreadyPaid
                    none   | this a        | -1               | 0      | card a | BankAskedBefore
                    none   | this a        | -1               | 0      | any a  | BankAskedBefore
                    none   | this a        | -1               | 0      | change | PaymentInProgress
                    none   | this b        | -1               | 0      | card a | PaymentInProgress
                    none   | other a       | -1               | 0      | card a | PaymentInProgress
                    none   | none          | -1               | 0      | change | TooLate
                    none   | none          | -1               | 888    | card a | TooLate
                    none   | none          | 0                | 888    | change | PaidFromChange
                    none   | none          | 0                | 888    | any a  | PaidFromChange
                    none   | none          | 0                | 888    | card a | CardChosen
                    none   | none          | 0                | 887    | any a  | CardChosen
                    none   | none          | 0                | 887    | change | InsufficientChange
                    """)
    void the_first_reason_that_applies_is_the_answer(
            String paid,
            String openDocument,
            int secondsToPayBy,
            long changeFen,
            String choice,
            String decision) {
        Optional<Transfer> ofPacket =
                switch (paid) {
                    case "this" -> Optional.of(payment(THIS, TOTAL));
                    case "amount" -> Optional.of(payment(THIS, new Money(1)));
                    default -> Optional.empty();
                };
        Optional<Transfer> ofWrap =
                paid.equals("other") ? Optional.of(payment(OTHER, TOTAL)) : ofPacket;
        List<CardDocument> documents =
                switch (openDocument) {
                    case "this a" -> List.of(open(THIS, "a"));
                    case "this b" -> List.of(open(THIS, "b"));
                    case "other a" -> List.of(open(OTHER, "a"));
                    default -> List.of();
                };
        var facts = new PaymentFacts(ofPacket, ofWrap, documents, new Money(changeFen));

        PayDecision decided =
                facts.decide(
                        ticket(NOON.plusSeconds(secondsToPayBy)), choice(choice), NOON, ASK_AFTER);

        assertThat(decided.getClass().getSimpleName()).isEqualTo(decision);
    }

    @Test
    void each_attempt_after_a_decline_has_a_number_of_its_own() {
        var documents = new ArrayList<CardDocument>();
        var numbers = new ArrayList<String>();
        for (int attempt = 0; attempt < 3; attempt++) {
            var facts =
                    new PaymentFacts(
                            Optional.empty(), Optional.empty(), List.copyOf(documents), Money.ZERO);
            if (facts.decide(ticket(NOON), new OnlyCard("a"), NOON, ASK_AFTER)
                    instanceof CardChosen(var document)) {
                numbers.add(document.number());
                documents.add(document.decided(CardState.DECLINED, NOON));
            }
        }

        assertThat(numbers).containsExactly(THIS.value(), THIS + ".2", THIS + ".3");
    }
}
