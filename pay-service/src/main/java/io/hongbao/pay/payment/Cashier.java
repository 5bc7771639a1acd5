package io.hongbao.pay.payment;

import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.wallet.LedgerReads;
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
import io.hongbao.pay.card.ChosenCard;
import io.hongbao.pay.cashier.CashierSessions;
import io.hongbao.pay.cashier.CashierSessions.Entered.Joined;
import io.hongbao.pay.cashier.CashierSessions.Entered.Made;
import io.hongbao.pay.cashier.CashierSettings;
import io.hongbao.pay.limit.DailyLimits;
import io.hongbao.pay.limit.RefuseOverLimit;
import io.hongbao.pay.packet.PacketService;
import io.hongbao.pay.packet.PaymentEvents;
import io.hongbao.pay.payment.PayDecision.AlreadyPaid;
import io.hongbao.pay.payment.PayDecision.BankAskedBefore;
import io.hongbao.pay.payment.PayDecision.CardChosen;
import io.hongbao.pay.payment.PayDecision.CardRefused;
import io.hongbao.pay.payment.PayDecision.InsufficientBalance;
import io.hongbao.pay.payment.PayDecision.OverLimit;
import io.hongbao.pay.payment.PayDecision.PaidFromBalance;
import io.hongbao.pay.payment.PayDecision.PaymentInProgress;
import io.hongbao.pay.payment.PayDecision.TicketInvalid;
import io.hongbao.pay.payment.PayDecision.WrapAlreadyPaid;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.serving.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Pays for packets whose pay ticket was checked: decides under the payer's lock, then asks the bank
 * if a card is to pay.
 */
@Component
@EnableConfigurationProperties(CashierSettings.class)
final class Cashier {

    private final WalletShards shards;
    private final PaymentEvents events;
    private final PacketService packets;
    private final AskBank ask;
    private final FindBoundCard boundCards;
    private final CardSettings cards;
    private final DailyLimits limits;
    private final RefuseOverLimit overLimit;
    private final PacketLinks links;
    private final Clock clock;
    private final CashierSessions<ResponseEntity<PayAnswer>> sessions;
    private final LedgerReads reads = new LedgerReads();

    Cashier(
            WalletShards shards,
            PaymentEvents events,
            PacketService packets,
            AskBank ask,
            FindBoundCard boundCards,
            CardSettings cards,
            DailyLimits limits,
            RefuseOverLimit overLimit,
            PacketLinks links,
            Clock clock,
            CashierSettings settings,
            MeterRegistry registry) {
        this.shards = shards;
        this.events = events;
        this.packets = packets;
        this.ask = ask;
        this.boundCards = boundCards;
        this.cards = cards;
        this.limits = limits;
        this.overLimit = overLimit;
        this.links = links;
        this.clock = clock;
        sessions = new CashierSessions<>(settings, registry);
    }

    /**
     * Of a choice without a card. Empty when it repeats a payment that is with a bank, or when a
     * bound card has to pay.
     */
    Optional<ResponseEntity<PayAnswer>> payWithoutBank(
            PayTicket ticket, Deadline deadline, PayChoice choice) {
        if (sessions.underWay(ticket.packet(), choice::isRepeatOf).isPresent()) {
            return Optional.empty();
        }
        PayDecision decision = decide(ticket, deadline, choice);
        boolean needsBank =
                decision instanceof BankAskedBefore
                        || boundCard(ticket, choice, decision).isPresent();
        return needsBank ? Optional.empty() : Optional.of(answer(ticket, choice, decision));
    }

    /** May wait for a bank, for its time limit. */
    ResponseEntity<PayAnswer> pay(PayTicket ticket, Deadline deadline, PayChoice choice) {
        Optional<ChosenCard> given = choice.card();
        if (given.isPresent()) {
            return payByCard(
                    ticket, deadline, choice, boundCards.named(ticket.payer(), given.get()));
        }
        return sessions.underWay(ticket.packet(), choice::isRepeatOf)
                .map(answer -> await(ticket, deadline, answer))
                .orElseGet(() -> payWithoutCard(ticket, deadline, choice));
    }

    private ResponseEntity<PayAnswer> payWithoutCard(
            PayTicket ticket, Deadline deadline, PayChoice choice) {
        PayDecision decision = decide(ticket, deadline, choice);
        return boundCard(ticket, choice, decision)
                .map(card -> payByCard(ticket, deadline, choice, card))
                .orElseGet(() -> answer(ticket, choice, decision));
    }

    /** The bound card that has to pay, if one has to and there is one. */
    private Optional<ChosenCard> boundCard(
            PayTicket ticket, PayChoice choice, PayDecision decision) {
        return decision instanceof InsufficientBalance && choice.allowsBoundCard()
                ? boundCards.latest(ticket.payer())
                : Optional.empty();
    }

    private ResponseEntity<PayAnswer> payByCard(
            PayTicket ticket, Deadline deadline, PayChoice choice, ChosenCard card) {
        PayChoice byCard = choice.with(card);
        Supplier<ResponseEntity<PayAnswer>> pay =
                () -> answer(ticket, byCard, decide(ticket, deadline, byCard));
        return switch (sessions.pay(ticket, card, pay)) {
            case Made(var answer) -> answer;
            case Joined(var answer) -> await(ticket, deadline, answer);
        };
    }

    /** The answer of the payment under way; unclear when it does not come in time. */
    private ResponseEntity<PayAnswer> await(
            PayTicket ticket,
            Deadline deadline,
            CompletableFuture<ResponseEntity<PayAnswer>> answer) {
        long leftMs = Duration.between(clock.instant(), deadline.at()).toMillis();
        try {
            return answer.get(Math.max(leftMs, 0), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException("payment failed", failure);
        } catch (CancellationException | TimeoutException _) {
            return unclear(ticket);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return unclear(ticket);
        }
    }

    private PayDecision decide(PayTicket ticket, Deadline deadline, PayChoice choice) {
        return shards.of(ticket.payer())
                .decide(new PayPacket(ticket, choice, limits, events, cards.askAfter()), deadline);
    }

    private ResponseEntity<PayAnswer> answer(
            PayTicket ticket, PayChoice choice, PayDecision decision) {
        return switch (decision) {
            case AlreadyPaid(var first) -> {
                requireNotRefunded(ticket);
                // Whoever paid first may have stopped before it could tell.
                packets.tellPaid(PaymentEvents.paid(first));
                yield paid(ticket, first);
            }
            case TicketInvalid _ -> throw ticketInvalid();
            case WrapAlreadyPaid(var packet) -> throw wrapAlreadyPaid(ticket, packet);
            case BankAskedBefore(var document) -> answer(ticket, ask.repeat(document));
            case PaymentInProgress _ ->
                    throw ProblemException.of(
                            ProblemCode.PAYMENT_IN_PROGRESS,
                            "another payment of this packet is with the bank: wait, or repeat that one");
            case PayDecision.TooLate _ -> throw tooLate(ticket);
            case OverLimit(var hit) -> throw overLimit.problem(hit);
            case PaidFromBalance(var transfer) -> {
                packets.tellPaid(PaymentEvents.paid(transfer));
                yield paid(ticket, transfer);
            }
            case CardChosen(var document) -> answer(ticket, ask.debit(document));
            case CardRefused(var why) -> throw why;
            case InsufficientBalance _ -> throw insufficient(choice);
        };
    }

    private void requireNotRefunded(PayTicket ticket) {
        boolean refunded =
                shards.of(ticket.payer())
                        .readForPayment(session -> reads.paymentRefunded(session, ticket.packet()));
        if (refunded) {
            throw ProblemException.of(
                    ProblemCode.PAYMENT_REFUNDED,
                    "the packet was lost, and its payment is back in the change: wrap another one");
        }
    }

    private static ProblemException insufficient(PayChoice choice) {
        return choice.allowsBalance()
                ? ProblemException.of(
                        ProblemCode.INSUFFICIENT_CHANGE,
                        "the change does not cover the total, and no card may pay")
                : ProblemException.field("card", "must be there: no card is bound");
    }

    private ResponseEntity<PayAnswer> answer(PayTicket ticket, CardOutcome outcome) {
        return switch (outcome) {
            case Paid paid -> paid(ticket, paid.transfer());
            case Declined _ ->
                    throw ProblemException.of(
                            ProblemCode.PAYMENT_DECLINED,
                            "the bank declined the card: try another one");
            case Failed _ ->
                    throw ProblemException.of(
                            ProblemCode.PAYMENT_FAILED,
                            "the bank took no money, or gave it back: pay again");
            case PaidOtherwise(var payment) -> {
                OrderNumber packet = PaymentEvents.packetOf(payment);
                if (packet.equals(ticket.packet())) {
                    yield paid(ticket, payment);
                }
                throw wrapAlreadyPaid(ticket, packet);
            }
            case TooLate _ -> throw tooLate(ticket);
            case Unclear _ -> unclear(ticket);
        };
    }

    private ResponseEntity<PayAnswer> unclear(PayTicket ticket) {
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(PayAnswer.unclear(ticket, links));
    }

    private ResponseEntity<PayAnswer> paid(PayTicket ticket, Transfer payment) {
        return ResponseEntity.ok(PayAnswer.paid(ticket, links, payment));
    }

    private static ProblemException tooLate(PayTicket ticket) {
        return ProblemException.of(
                ProblemCode.PAYMENT_TOO_LATE, "the time to pay was over: payBy=" + ticket.payBy());
    }

    static ProblemException ticketInvalid() {
        return ProblemException.of(
                ProblemCode.TICKET_INVALID,
                "the pay ticket is not one of this packet or moment and this payer");
    }

    private ProblemException wrapAlreadyPaid(PayTicket ticket, OrderNumber paid) {
        if (ticket.moment() != null) {
            return ProblemException.of(
                    ProblemCode.WRAP_ALREADY_PAID, "this moment is paid already: view it again");
        }
        return ProblemException.of(
                        ProblemCode.WRAP_ALREADY_PAID,
                        "another packet of the same wrap is paid: packetId says which")
                .with("packetId", links.linkTo(paid));
    }
}
