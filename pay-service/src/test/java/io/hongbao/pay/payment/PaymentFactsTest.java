package io.hongbao.pay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.money.Money;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.ledger.account.Account;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.WrapId;
import io.hongbao.ledger.card.BankCard;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardEvent;
import io.hongbao.ledger.card.CardPurpose.PaysPacket;
import io.hongbao.pay.card.ChosenCard;
import io.hongbao.pay.limit.LimitHit;
import io.hongbao.pay.payment.PayChoice.BalanceThenCard;
import io.hongbao.pay.payment.PayChoice.Default;
import io.hongbao.pay.payment.PayChoice.OnlyBalance;
import io.hongbao.pay.payment.PayChoice.OnlyBoundCard;
import io.hongbao.pay.payment.PayChoice.OnlyCard;
import io.hongbao.pay.payment.PayDecision.CardChosen;
import io.hongbao.serving.key.CardHashes;
import io.hongbao.testkit.cases.EveryCase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaymentFactsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final Duration ASK_AFTER = Duration.ofSeconds(4);
    private static final CardHashes HASHES =
            new CardHashes(
                    new KeyRing("k", Map.of("k", SecretKey.of("local-only-card-key-of-a-test"))));
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

    private static CardDocument undecided(OrderNumber packet, String card) {
        return CardDocument.create(
                CardDocument.numberOf(packet, 1),
                LI,
                new PaysPacket(packet, WRAP.key(), NOON, Duration.ofHours(24)),
                TOTAL,
                card(card),
                NOON,
                NOON.plus(ASK_AFTER));
    }

    private static CardDocument declined(CardDocument document) {
        return document.after(CardEvent.DECLINED, NOON, ASK_AFTER);
    }

    private static BankCard card(String token) {
        return new BankCard("bank-a", HASHES.of(token), token, null);
    }

    private static ChosenCard chosen(String token, boolean refused) {
        return new ChosenCard(card(token), refused ? ChosenCard.bankUnavailable() : null, HASHES);
    }

    private static PayChoice choice(String text) {
        return switch (text) {
            case "change" -> new OnlyBalance();
            case "card a" -> new OnlyCard(chosen("a", false));
            case "any a" -> new BalanceThenCard(chosen("a", false));
            case "card a refused" -> new OnlyCard(chosen("a", true));
            case "bound" -> new OnlyBoundCard();
            case "nothing" -> new Default();
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** In order of precedence; a star is anything. */
    private static final String DECISIONS =
            """
            paid   | document | seconds to payBy, limit | balance | choice | decision
            this   | *        | *                | *      | *      | AlreadyPaid
            amount | *        | *                | *      | *      | TicketInvalid
            other  | *        | *                | *      | *      | WrapAlreadyPaid
            none   | this a   | *                | *      | card a | BankAskedBefore
            none   | this a   | *                | *      | any a  | BankAskedBefore
            none   | this a   | *                | *      | card a refused | BankAskedBefore
            none   | this a   | *                | *      | nothing | BankAskedBefore
            none   | this b   | *                | *      | nothing | BankAskedBefore
            none   | this a   | *                | *      | bound  | BankAskedBefore
            none   | this b   | *                | *      | bound  | BankAskedBefore
            none   | this a   | *                | *      | change | PaymentInProgress
            none   | this b   | *                | *      | *      | PaymentInProgress
            none   | other a  | *                | *      | *      | PaymentInProgress
            none   | *        | -1               | *      | *      | TooLate
            none   | *        | -1 over          | *      | *      | TooLate
            none   | *        | 0 over           | *      | *      | OverLimit
            none   | *        | *                | 888    | change | PaidFromBalance
            none   | *        | *                | 888    | any a  | PaidFromBalance
            none   | *        | *                | 888    | nothing | PaidFromBalance
            none   | *        | *                | 887    | change | InsufficientBalance
            none   | *        | *                | 887    | nothing | InsufficientBalance
            none   | *        | *                | *      | bound  | InsufficientBalance
            none   | *        | 0 by card        | *      | *      | OverLimit
            none   | *        | 0                | *      | card a refused | CardRefused
            none   | *        | 0                | *      | *      | CardChosen
            """;

    /** Not a sample: every combination, so that no fact is judged only beside some other. */
    @Test
    void the_first_reason_that_applies_is_the_answer() {
        var rows = DECISIONS.lines().skip(1).map(PaymentFactsTest::cells).toList();
        var reached = new HashSet<List<String>>();
        var every = new EveryCase();
        while (every.next()) {
            List<String> facts =
                    List.of(
                            choose(every, "this", "amount", "other", "none"),
                            choose(every, "this a", "this b", "other a", "declined a", "none"),
                            choose(every, "-1", "-1 over", "0", "0 over", "0 by card"),
                            choose(every, "887", "888"),
                            choose(
                                    every,
                                    "change",
                                    "card a",
                                    "any a",
                                    "card a refused",
                                    "bound",
                                    "nothing"));

            PayDecision decided = decide(facts);

            List<String> row =
                    rows.stream().filter(each -> fits(each, facts)).findFirst().orElseThrow();
            assertThat(decided.getClass().getSimpleName()).as("%s", facts).isEqualTo(row.getLast());
            reached.add(row);
        }
        assertThat(reached).hasSize(rows.size());
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.split("\\|")).map(String::strip).toList();
    }

    private static String choose(EveryCase every, String... values) {
        return values[every.choose(0, values.length - 1)];
    }

    private static boolean fits(List<String> row, List<String> facts) {
        return IntStream.range(0, facts.size())
                .allMatch(i -> row.get(i).equals("*") || row.get(i).equals(facts.get(i)));
    }

    private static PayDecision decide(List<String> facts) {
        Optional<Transfer> ofPacket =
                switch (facts.get(0)) {
                    case "this" -> Optional.of(payment(THIS, TOTAL));
                    case "amount" -> Optional.of(payment(THIS, new Money(1)));
                    default -> Optional.empty();
                };
        Optional<Transfer> ofWrap =
                facts.get(0).equals("other") ? Optional.of(payment(OTHER, TOTAL)) : ofPacket;
        List<CardDocument> documents =
                switch (facts.get(1)) {
                    case "this a" -> List.of(undecided(THIS, "a"));
                    case "this b" -> List.of(undecided(THIS, "b"));
                    case "other a" -> List.of(undecided(OTHER, "a"));
                    case "declined a" -> List.of(declined(undecided(THIS, "a")));
                    default -> List.of();
                };
        var balance = new Money(Long.parseLong(facts.get(3)));
        String[] time = facts.get(2).split(" ", 2);
        var hit = Optional.of(new LimitHit(LimitHit.Limit.SENT_FEN, NOON));
        Optional<LimitHit> limit = facts.get(2).endsWith("over") ? hit : Optional.empty();
        Optional<LimitHit> cardLimit = facts.get(2).endsWith("by card") ? hit : Optional.empty();
        return new PaymentFacts(ofPacket, ofWrap, documents, balance, limit, cardLimit)
                .decide(
                        ticket(NOON.plusSeconds(Long.parseLong(time[0]))),
                        choice(facts.get(4)),
                        NOON,
                        ASK_AFTER);
    }

    @Test
    void each_attempt_after_a_decline_has_a_number_of_its_own() {
        var documents = new ArrayList<CardDocument>();
        var numbers = new ArrayList<String>();
        for (int attempt = 0; attempt < 3; attempt++) {
            var facts =
                    new PaymentFacts(
                            Optional.empty(),
                            Optional.empty(),
                            List.copyOf(documents),
                            Money.ZERO,
                            Optional.empty(),
                            Optional.empty());
            if (facts.decide(ticket(NOON), new OnlyCard(chosen("a", false)), NOON, ASK_AFTER)
                    instanceof CardChosen(var document)) {
                numbers.add(document.number());
                documents.add(declined(document));
            }
        }

        assertThat(numbers).containsExactly(THIS.value(), THIS + ".2", THIS + ".3");
    }
}
