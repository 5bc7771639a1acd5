package io.hongbao.pay.boundcard;

import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.ledger.boundcard.BoundCard;
import io.hongbao.pay.bank.BankChannels;
import io.hongbao.pay.bank.BindAnswer;
import io.hongbao.pay.bank.BindAnswer.Bound;
import io.hongbao.pay.bank.BindAnswer.Unavailable;
import io.hongbao.pay.bank.BindAnswer.UnknownCard;
import io.hongbao.pay.boundcard.BindCard.Decision;
import io.hongbao.pay.card.CardToken;
import io.hongbao.pay.card.ChooseCard;
import io.hongbao.pay.card.ChosenCard;
import io.hongbao.pay.limit.DailyLimits;
import io.hongbao.pay.limit.LimitHit;
import io.hongbao.pay.limit.RefuseOverLimit;
import io.hongbao.pay.operation.Caller;
import io.hongbao.pay.operation.Operations;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.ticket.RequiresTicket;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/me/cards}: the cards that a user bound. */
@RestController
final class BoundCardController {

    private static final String CARDS = "/v1/me/cards";

    private final WalletShards shards;
    private final FindBoundCard find;
    private final ChooseCard chooseCard;
    private final BankChannels banks;
    private final DailyLimits limits;
    private final RefuseOverLimit overLimit;
    private final Clock clock;
    private final Operations operations;

    BoundCardController(
            WalletShards shards,
            FindBoundCard find,
            ChooseCard chooseCard,
            BankChannels banks,
            DailyLimits limits,
            RefuseOverLimit overLimit,
            Clock clock,
            Operations operations) {
        this.shards = shards;
        this.find = find;
        this.chooseCard = chooseCard;
        this.banks = banks;
        this.limits = limits;
        this.overLimit = overLimit;
        this.clock = clock;
        this.operations = operations;
    }

    /** The latest first. */
    record BoundCardList(List<BoundCardAnswer> items) {}

    /** The body of a binding. */
    record BindRequest(@Nullable String card) {

        /** Says nothing of the card. */
        @Override
        public String toString() {
            return "BindRequest";
        }
    }

    @RequiresTicket(Operation.LIST_CARDS)
    @GetMapping(CARDS)
    ResponseEntity<BoundCardList> list(Ticket ticket) {
        return operations.serve(
                "list_cards",
                () ->
                        ResponseEntity.ok(
                                new BoundCardList(
                                        find.all(Caller.userOf(ticket)).stream()
                                                .map(BoundCardAnswer::of)
                                                .toList())));
    }

    @RequiresTicket(Operation.BIND_CARD)
    @PostMapping(CARDS)
    ResponseEntity<BoundCardAnswer> bind(
            Ticket ticket, Deadline deadline, @RequestBody BindRequest request) {
        return operations.serve(
                "bind_card",
                () -> {
                    var token = CardToken.required(request.card());
                    BoundCard bound = bind(Caller.userOf(ticket), token, deadline);
                    return ResponseEntity.ok(BoundCardAnswer.of(bound));
                });
    }

    @RequiresTicket(Operation.UNBIND_CARD)
    @DeleteMapping(CARDS + "/{card}")
    ResponseEntity<Void> unbind(Ticket ticket, Deadline deadline, @PathVariable String card) {
        return operations.serve(
                "unbind_card",
                () -> {
                    UserId user = Caller.userOf(ticket);
                    shards.of(user).decide(new UnbindCard(user, CardToken.checked(card)), deadline);
                    return ResponseEntity.noContent().build();
                });
    }

    /** The bank is asked only about a card that is new and has room, also among those of a day. */
    private BoundCard bind(UserId user, CardToken token, Deadline deadline) {
        ChosenCard chosen = chooseCard.choose(token);
        List<BoundCard> before = find.all(user);
        Optional<BoundCard> same = before.stream().filter(chosen::isSame).findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        if (before.size() >= BoundCard.PER_USER_MAX) {
            throw tooMany();
        }
        refuseOverLimit(user);
        if (chosen.refusal() != null) {
            throw chosen.refusal();
        }
        String bank = chosen.card().channel();
        BindAnswer answer =
                banks.named(bank)
                        .map(channel -> channel.bind(token.text()))
                        .orElseGet(() -> new Unavailable("no such channel"));
        return switch (answer) {
            case Bound(var label) -> bind(new BindCard(user, bank, token, label, limits), deadline);
            case UnknownCard _ ->
                    throw ProblemException.field("card", "must be a card that its bank knows");
            case Unavailable _ -> throw ChosenCard.bankUnavailable();
        };
    }

    private BoundCard bind(BindCard command, Deadline deadline) {
        return switch (shards.of(command.user()).decide(command, deadline)) {
            case Decision.Bound(var card) -> card;
            case Decision.TooMany _ -> throw tooMany();
            case Decision.OverLimit(var hit) -> throw overLimit.problem(hit);
        };
    }

    private void refuseOverLimit(UserId user) {
        Optional<LimitHit> limit = limits.bindingCard(find.usage(user, clock.instant()));
        if (limit.isPresent()) {
            throw overLimit.problem(limit.get());
        }
    }

    private static ProblemException tooMany() {
        return ProblemException.of(
                ProblemCode.TOO_MANY_CARDS,
                "must be at most " + BoundCard.PER_USER_MAX + " cards: unbind one first");
    }
}
