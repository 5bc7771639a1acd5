package io.hongbao.pay.topup;

import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.pay.boundcard.FindBoundCard;
import io.hongbao.pay.card.AskBank;
import io.hongbao.pay.card.CardOutcome;
import io.hongbao.pay.card.CardOutcome.Declined;
import io.hongbao.pay.card.CardOutcome.Failed;
import io.hongbao.pay.card.CardOutcome.Paid;
import io.hongbao.pay.card.CardOutcome.PaidOtherwise;
import io.hongbao.pay.card.CardOutcome.TooLate;
import io.hongbao.pay.card.CardOutcome.Unclear;
import io.hongbao.pay.card.CardSettings;
import io.hongbao.pay.card.CardToken;
import io.hongbao.pay.card.ChooseCard;
import io.hongbao.pay.card.ChosenCard;
import io.hongbao.pay.limit.DailyLimits;
import io.hongbao.pay.limit.RefuseOverLimit;
import io.hongbao.pay.operation.Caller;
import io.hongbao.pay.operation.Operations;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.pay.topup.TopUpDecision.AlreadyDeclined;
import io.hongbao.pay.topup.TopUpDecision.AlreadyFailed;
import io.hongbao.pay.topup.TopUpDecision.AlreadyPaid;
import io.hongbao.pay.topup.TopUpDecision.BankAskedBefore;
import io.hongbao.pay.topup.TopUpDecision.CardRefused;
import io.hongbao.pay.topup.TopUpDecision.DocumentCreated;
import io.hongbao.pay.topup.TopUpDecision.KeyReused;
import io.hongbao.pay.topup.TopUpDecision.OverLimit;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.ticket.RequiresTicket;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/me/wallet/topups}: adds to the balance from a card, once for each key. */
@RestController
@EnableConfigurationProperties(TopUpSettings.class)
final class TopUpController {

    private static final String KEY_HEADER = "Idempotency-Key";

    private final WalletShards shards;
    private final AskBank ask;
    private final ChooseCard chooseCard;
    private final FindBoundCard boundCards;
    private final CardSettings cards;
    private final TopUpSettings limits;
    private final DailyLimits dailyLimits;
    private final RefuseOverLimit overLimit;
    private final Operations operations;

    TopUpController(
            WalletShards shards,
            AskBank ask,
            ChooseCard chooseCard,
            FindBoundCard boundCards,
            CardSettings cards,
            TopUpSettings limits,
            DailyLimits dailyLimits,
            RefuseOverLimit overLimit,
            Operations operations) {
        this.shards = shards;
        this.ask = ask;
        this.chooseCard = chooseCard;
        this.boundCards = boundCards;
        this.cards = cards;
        this.limits = limits;
        this.dailyLimits = dailyLimits;
        this.overLimit = overLimit;
        this.operations = operations;
    }

    @RequiresTicket(Operation.TOP_UP)
    @PostMapping("/v1/me/wallet/topups")
    ResponseEntity<TopUpAnswer> topUp(
            Ticket ticket,
            Deadline deadline,
            @RequestHeader(KEY_HEADER) String key,
            @RequestBody TopUpRequest request) {
        return operations.serve(
                "top_up",
                () -> {
                    UserId user = Caller.userOf(ticket);
                    IdempotencyKey checkedKey = checked(key);
                    Money amount = request.checkedAmount(limits);
                    ChosenCard given = chooseCard.choose(CardToken.required(request.card()));
                    ChosenCard card = boundCards.named(user, given);
                    return topUp(
                            new TopUp(
                                    user, checkedKey, amount, card, dailyLimits, cards.askAfter()),
                            deadline);
                });
    }

    private static IdempotencyKey checked(String key) {
        return IdempotencyKey.parse(key)
                .orElseThrow(() ->
                        ProblemException.field(
                                KEY_HEADER,
                                "must be 1 to "
                                        + IdempotencyKey.LENGTH_MAX
                                        + " visible ASCII characters"));
    }

    private ResponseEntity<TopUpAnswer> topUp(TopUp command, Deadline deadline) {
        return switch (shards.of(command.user()).decide(command, deadline)) {
            case KeyReused _ ->
                    throw ProblemException.of(
                            ProblemCode.IDEMPOTENCY_KEY_REUSED,
                            "the key was used for another amount or card: a new top-up needs a new key");
            case AlreadyPaid(var balance) -> paid(command.amount(), balance);
            case AlreadyDeclined _ -> throw declined();
            case AlreadyFailed _ -> throw failed();
            case BankAskedBefore(var document) -> answer(document, ask.repeat(document));
            case OverLimit(var hit) -> throw overLimit.problem(hit);
            case CardRefused(var why) -> throw why;
            case DocumentCreated(var document) -> answer(document, ask.debit(document));
        };
    }

    private static ResponseEntity<TopUpAnswer> answer(CardDocument document, CardOutcome outcome) {
        return switch (outcome) {
            case Paid paid -> paid(document.amount(), paid.balance());
            case Declined _ -> throw declined();
            case Unclear _ ->
                    ResponseEntity.status(HttpStatus.ACCEPTED)
                            .body(TopUpAnswer.unclear(document.amount()));
            case Failed _ -> throw failed();
            case PaidOtherwise _, TooLate _ ->
                    throw new IllegalStateException("a top-up has no wrap: " + document.number());
        };
    }

    private static ResponseEntity<TopUpAnswer> paid(Money amount, Money balance) {
        return ResponseEntity.ok(TopUpAnswer.paid(amount, balance));
    }

    private static ProblemException failed() {
        return ProblemException.of(
                ProblemCode.PAYMENT_FAILED,
                "the bank took no money: try again, with a new Idempotency-Key");
    }

    private static ProblemException declined() {
        return ProblemException.of(
                ProblemCode.PAYMENT_DECLINED,
                "the bank declined the card: try another one, with a new Idempotency-Key");
    }
}
