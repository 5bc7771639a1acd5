package io.hongbao.pay.payment;

import io.hongbao.calls.serve.ServeCombined;
import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.PacketSummary;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.pay.operation.Caller;
import io.hongbao.pay.operation.Operations;
import io.hongbao.pay.packet.PacketService;
import io.hongbao.pay.payment.PaymentView.WalletState;
import io.hongbao.pay.proof.PaymentProofs;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.ticket.RequiresTicket;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/packets/{packetId}/payment}: what its sender has to pay. */
@RestController
final class PaymentViewController {

    private final WalletShards shards;
    private final PacketService packets;
    private final PacketLinks links;
    private final PaymentProofs proofs;
    private final Operations operations;
    private final Clock clock;
    private final ServeCombined combined;
    private final LedgerReads reads = new LedgerReads();

    PaymentViewController(
            WalletShards shards,
            PacketService packets,
            PacketLinks links,
            PaymentProofs proofs,
            Operations operations,
            Clock clock,
            ServeCombined combined) {
        this.shards = shards;
        this.packets = packets;
        this.links = links;
        this.proofs = proofs;
        this.operations = operations;
        this.clock = clock;
        this.combined = combined;
    }

    @RequiresTicket(Operation.VIEW_PAYMENT)
    @GetMapping("/v1/packets/{packetId}/payment")
    ResponseEntity<PaymentView> view(Ticket ticket) {
        return operations.serve(
                "view_payment",
                () -> {
                    UserId user = Caller.userOf(ticket);
                    OrderNumber packet = Caller.packetOf(ticket);
                    PacketSummary summary = summaryFor(user, packet);
                    WalletState wallet = walletState(user, packet);
                    return ResponseEntity.ok(
                            PaymentView.of(
                                    links.linkTo(packet),
                                    summary,
                                    wallet,
                                    proofs,
                                    clock.instant()));
                });
    }

    /** Many views in one call. */
    @RequiresTicket(Operation.BATCH)
    @PostMapping(CombinedCalls.PAYMENT_VIEWS_PATH)
    CombinedAnswers view(@RequestBody CombinedCalls calls) {
        return combined.serve(
                calls,
                ServeCombined.Kind.withoutBody(Operation.VIEW_PAYMENT),
                (ticket, _, _, _) -> Optional.of(view(ticket)));
    }

    private PacketSummary summaryFor(UserId user, OrderNumber packet) {
        PacketSummary summary =
                packets.summary(packet, user)
                        .orElseThrow(() ->
                                ProblemException.of(
                                        ProblemCode.PACKET_NOT_FOUND, "there is no such packet"));
        if (summary.senderId() != user.value()) {
            throw ProblemException.of(
                    ProblemCode.NOT_THE_SENDER, "only the sender sees how the packet is paid");
        }
        return summary;
    }

    private WalletState walletState(UserId user, OrderNumber packet) {
        return shards.of(user)
                .readForPayment(session -> {
                    // The document first: it is decided with the transfer, which is then
                    // seen below, so that a payment never looks undone in between.
                    boolean undecided = reads.undecidedDocument(session, user, packet).isPresent();
                    boolean paid = reads.payment(session, packet).isPresent();
                    return new WalletState(
                            paid,
                            undecided,
                            reads.balance(session, user),
                            reads.boundCards(session, user));
                });
    }
}
