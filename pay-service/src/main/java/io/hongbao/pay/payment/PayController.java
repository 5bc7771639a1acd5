package io.hongbao.pay.payment;

import io.hongbao.calls.serve.ServeCombined;
import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.contracts.ticket.PayTickets;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.pay.card.ChooseCard;
import io.hongbao.pay.operation.Caller;
import io.hongbao.pay.operation.Operations;
import io.hongbao.pay.proof.PaymentProofs;
import io.hongbao.serving.ticket.RequiresTicket;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /v1/packets/{packetId}/payment}: pays for a packet, once; {@code POST
 * /v1/moments/{momentId}/payment}: for what the viewer of a moment is asked for, in the same way.
 */
@RestController
@EnableConfigurationProperties(PayTicketSettings.class)
final class PayController {

    private static final String PACKETS = "/v1/packets/";
    private static final String MOMENTS = "/v1/moments/";
    private static final String PAYMENT = "/payment";

    private final Cashier cashier;
    private final PayTickets payTickets;
    private final PacketLinks links;
    private final ChooseCard chooseCard;
    private final PayTicketSettings limits;
    private final PaymentProofs proofs;
    private final Clock clock;
    private final Operations operations;
    private final ServeCombined combined;

    PayController(
            Cashier cashier,
            PayTickets payTickets,
            PacketLinks links,
            ChooseCard chooseCard,
            PayTicketSettings limits,
            PaymentProofs proofs,
            Clock clock,
            Operations operations,
            ServeCombined combined) {
        this.cashier = cashier;
        this.payTickets = payTickets;
        this.links = links;
        this.chooseCard = chooseCard;
        this.limits = limits;
        this.proofs = proofs;
        this.clock = clock;
        this.operations = operations;
        this.combined = combined;
    }

    @RequiresTicket(Operation.PAY)
    @PostMapping(PACKETS + "{packetId}" + PAYMENT)
    ResponseEntity<PayAnswer> pay(
            Ticket caller, Deadline deadline, @RequestBody PayRequest request) {
        return pay(PACKETS, caller, deadline, request);
    }

    @RequiresTicket(Operation.PAY)
    @PostMapping(MOMENTS + "{momentId}" + PAYMENT)
    ResponseEntity<PayAnswer> payMoment(
            Ticket caller, Deadline deadline, @RequestBody PayRequest request) {
        return pay(MOMENTS, caller, deadline, request);
    }

    private ResponseEntity<PayAnswer> pay(
            String of, Ticket caller, Deadline deadline, PayRequest request) {
        return operations.serve(
                Operations.PAY,
                () -> {
                    PayChoice choice = request.choice(chooseCard);
                    PayTicket ticket = ticket(of, request, caller);
                    return cashier.pay(ticket, deadline, choice);
                });
    }

    /** Many payments from balances in one call. One that needs a bank is to be made alone. */
    @RequiresTicket(Operation.BATCH)
    @PostMapping(CombinedCalls.PAYMENTS_PATH)
    CombinedAnswers pay(@RequestBody CombinedCalls calls) {
        return pay(PACKETS, calls);
    }

    @RequiresTicket(Operation.BATCH)
    @PostMapping(CombinedCalls.MOMENT_PAYMENTS_PATH)
    CombinedAnswers payMoments(@RequestBody CombinedCalls calls) {
        return pay(MOMENTS, calls);
    }

    private CombinedAnswers pay(String of, CombinedCalls calls) {
        return combined.serve(
                calls,
                new ServeCombined.Kind<>(
                        Operation.PAY,
                        PayRequest.class,
                        caller -> of + links.linkTo(Caller.packetOf(caller)) + PAYMENT),
                (caller, deadline, _, request) ->
                        request.mayNeedBank()
                                ? Optional.empty()
                                : payWithoutBank(of, caller, deadline, request));
    }

    private Optional<ResponseEntity<PayAnswer>> payWithoutBank(
            String of, Ticket caller, Deadline deadline, PayRequest request) {
        return operations.serveOrLeave(
                Operations.PAY,
                () -> {
                    PayTicket ticket = ticket(of, request, caller);
                    return cashier.payWithoutBank(ticket, deadline, request.choice(chooseCard));
                });
    }

    /**
     * The pay ticket, when it is ours, for this caller and presented at what it is for, lives no
     * longer than it may, and comes with the proof that its total needs.
     */
    private PayTicket ticket(String of, PayRequest request, Ticket caller) {
        PayTicket valid =
                payTickets
                        .check(request.requiredTicket())
                        .filter(ticket -> ticket.payer().equals(caller.user()))
                        .filter(ticket -> (ticket.moment() != null) == of.equals(MOMENTS))
                        .filter(ticket -> ticket.presentedAt().equals(caller.packet()))
                        .filter(ticket ->
                                !ticket.payBy().isAfter(limits.latestPayBy(clock.instant())))
                        .orElseThrow(Cashier::ticketInvalid);
        proofs.check(valid, request.proof());
        return valid;
    }
}
