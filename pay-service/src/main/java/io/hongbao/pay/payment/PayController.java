package io.hongbao.pay.payment;

import io.hongbao.calls.serve.ServeCombined;
import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.contracts.ticket.PayTickets;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.pay.card.CardOutcome;
import io.hongbao.pay.card.CardOutcome.Declined;
import io.hongbao.pay.card.CardOutcome.Paid;
import io.hongbao.pay.card.CardOutcome.Unclear;
import io.hongbao.pay.card.CardOutcome.WrapPaidElsewhere;
import io.hongbao.pay.card.CardSettings;
import io.hongbao.pay.card.SettleDocument;
import io.hongbao.pay.operation.Caller;
import io.hongbao.pay.operation.Operations;
import io.hongbao.pay.packet.PacketService;
import io.hongbao.pay.packet.PayMethod;
import io.hongbao.pay.packet.PaymentEvents;
import io.hongbao.pay.payment.PayDecision.AlreadyPaid;
import io.hongbao.pay.payment.PayDecision.BankAskedBefore;
import io.hongbao.pay.payment.PayDecision.CardChosen;
import io.hongbao.pay.payment.PayDecision.InsufficientBalance;
import io.hongbao.pay.payment.PayDecision.PaidFromBalance;
import io.hongbao.pay.payment.PayDecision.PaymentInProgress;
import io.hongbao.pay.payment.PayDecision.TicketInvalid;
import io.hongbao.pay.payment.PayDecision.TooLate;
import io.hongbao.pay.payment.PayDecision.WrapAlreadyPaid;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.ticket.RequiresTicket;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/packets/{packetId}/payment}: pays for a packet, once. */
@RestController
@EnableConfigurationProperties(PayTicketSettings.class)
final class PayController {

    private static final String PACKETS = "/v1/packets/";
    private static final String PAYMENT = "/payment";

    private final WalletShards shards;
    private final PayTickets payTickets;
    private final PacketLinks links;
    private final PaymentEvents events;
    private final PacketService packets;
    private final SettleDocument settle;
    private final CardSettings cards;
    private final PayTicketSettings limits;
    private final Clock clock;
    private final Operations operations;
    private final ServeCombined combined;

    PayController(
            WalletShards shards,
            PayTickets payTickets,
            PacketLinks links,
            PaymentEvents events,
            PacketService packets,
            SettleDocument settle,
            CardSettings cards,
            PayTicketSettings limits,
            Clock clock,
            Operations operations,
            ServeCombined combined) {
        this.shards = shards;
        this.payTickets = payTickets;
        this.links = links;
        this.events = events;
        this.packets = packets;
        this.settle = settle;
        this.cards = cards;
        this.limits = limits;
        this.clock = clock;
        this.operations = operations;
        this.combined = combined;
    }

    @RequiresTicket(Operation.PAY)
    @PostMapping(PACKETS + "{packetId}" + PAYMENT)
    ResponseEntity<PayAnswer> pay(
            Ticket caller, Deadline deadline, @RequestBody PayRequest request) {
        return operations.serve(
                "pay",
                () -> {
                    PayChoice choice = request.choice();
                    return pay(ticket(request.requiredTicket(), caller), deadline, choice);
                });
    }

    /** Many payments from balances in one call. One that may need a bank is to be made alone. */
    @RequiresTicket(Operation.BATCH)
    @PostMapping(CombinedCalls.PAYMENTS_PATH)
    CombinedAnswers pay(@RequestBody CombinedCalls calls) {
        return combined.serve(
                calls,
                new ServeCombined.Kind<>(Operation.PAY, PayRequest.class, this::path),
                (caller, deadline, _, request) ->
                        request.mayNeedBank()
                                ? Optional.empty()
                                : Optional.of(pay(caller, deadline, request)));
    }

    private String path(Ticket caller) {
        return PACKETS + links.linkTo(Caller.packetOf(caller)) + PAYMENT;
    }

    /**
     * The pay ticket, when it is ours and for this caller and packet, and lives no longer than it
     * may.
     */
    private PayTicket ticket(String text, Ticket caller) {
        return payTickets
                .check(text)
                .filter(ticket -> ticket.payer().equals(caller.user()))
                .filter(ticket -> ticket.packet().equals(caller.packet()))
                .filter(ticket -> !ticket.payBy().isAfter(limits.latestPayBy(clock.instant())))
                .orElseThrow(PayController::ticketInvalid);
    }

    private ResponseEntity<PayAnswer> pay(PayTicket ticket, Deadline deadline, PayChoice choice) {
        PayDecision decision =
                shards.of(ticket.payer())
                        .decide(new PayPacket(ticket, choice, events, cards.askAfter()), deadline);
        return switch (decision) {
            case AlreadyPaid(var first) -> {
                // Whoever paid first may have stopped before it could tell.
                packets.tellPaid(PaymentEvents.paid(first));
                yield paid(ticket, first);
            }
            case TicketInvalid _ -> throw ticketInvalid();
            case WrapAlreadyPaid(var packet) -> throw wrapAlreadyPaid(packet);
            case BankAskedBefore(var document) -> byCard(ticket, document);
            case PaymentInProgress _ ->
                    throw ProblemException.of(
                            ProblemCode.PAYMENT_IN_PROGRESS,
                            "another payment of this packet is with the bank: wait, or repeat that one");
            case TooLate _ ->
                    throw ProblemException.of(
                            ProblemCode.PAYMENT_TOO_LATE,
                            "the time to pay was over: payBy=" + ticket.payBy());
            case PaidFromBalance(var transfer) -> {
                packets.tellPaid(PaymentEvents.paid(transfer));
                yield paid(ticket, transfer);
            }
            case CardChosen(var document) -> byCard(ticket, document);
            case InsufficientBalance _ ->
                    throw ProblemException.of(
                            ProblemCode.INSUFFICIENT_CHANGE,
                            "the change does not cover the total, and no card was named");
        };
    }

    private ResponseEntity<PayAnswer> byCard(PayTicket ticket, CardDocument document) {
        CardOutcome outcome = settle.settle(document);
        return switch (outcome) {
            case Paid paid -> paid(ticket, paid.transfer());
            case Declined _ ->
                    throw ProblemException.of(
                            ProblemCode.PAYMENT_DECLINED,
                            "the bank declined the card: try another one");
            case WrapPaidElsewhere(var packet) -> throw wrapAlreadyPaid(packet);
            case Unclear _ ->
                    ResponseEntity.status(HttpStatus.ACCEPTED)
                            .body(PayAnswer.unclear(links.linkTo(ticket.packet())));
        };
    }

    private ResponseEntity<PayAnswer> paid(PayTicket ticket, Transfer payment) {
        return ResponseEntity.ok(
                PayAnswer.paid(
                        links.linkTo(ticket.packet()),
                        PayMethod.of(payment),
                        payment.businessAt().plus(ticket.lifetime())));
    }

    private static ProblemException ticketInvalid() {
        return ProblemException.of(
                ProblemCode.TICKET_INVALID, "the pay ticket is not one of this packet and payer");
    }

    private ProblemException wrapAlreadyPaid(OrderNumber paid) {
        return ProblemException.of(
                        ProblemCode.WRAP_ALREADY_PAID,
                        "another packet of the same wrap is paid: packetId says which")
                .with("packetId", links.linkTo(paid));
    }
}
