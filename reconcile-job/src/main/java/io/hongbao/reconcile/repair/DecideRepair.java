package io.hongbao.reconcile.repair;

import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.TransferId;
import io.hongbao.ledger.record.UserRecord;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.RepairGuard;
import io.hongbao.reconcile.repair.RepairPlan.Nothing;
import io.hongbao.reconcile.repair.RepairPlan.Post;
import io.hongbao.reconcile.repair.RepairPlan.Publish;
import io.hongbao.reconcile.repair.RepairPlan.Rewrite;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what is done about a discrepancy. Pure: facts in, a plan out.
 *
 * <p>Nothing is done about a packet of which anything else needs a person: then there may be a
 * second explanation. No money is posted to a wallet whose balance is not proven.
 */
final class DecideRepair {

    private final RepairGuard guard;

    DecideRepair(RepairGuard guard) {
        this.guard = guard;
    }

    /**
     * What to do.
     *
     * @param facts the packet as its SET has it now
     * @param payment as the payer's wallet shard has it now
     */
    RepairPlan plan(Finding finding, Optional<PacketFacts> facts, Optional<PacketPaidV1> payment) {
        if (!guard.complete()) {
            return new Nothing("more needs a person first than was read");
        }
        if (guard.needsPerson(finding.orderNo())) {
            return new Nothing("something else about this packet needs a person first");
        }
        if (facts.isEmpty()) {
            return new Nothing("its SET does not have the packet now");
        }
        PacketFacts packet = facts.get();
        RepairPlan plan =
                switch (finding.kind().remedy()) {
                    case POST_CREDIT -> credit(finding, packet);
                    case POST_REFUND -> refund(packet);
                    case WRITE_RECEIVED -> received(finding, packet);
                    case WRITE_SENT -> sent(packet);
                    case TELL_PAID -> tellPaid(packet, payment);
                    case PERSON -> new Nothing("a person decides");
                };
        if (plan instanceof Post(var transfer) && !guard.proven(transfer.user().value())) {
            return new Nothing("the balance of its user is not proven");
        }
        return plan;
    }

    private static RepairPlan credit(Finding finding, PacketFacts packet) {
        String number = finding.subject().substring(OrderNumber.LENGTH + 1);
        Optional<PacketFacts.Share> found = packet.share(Integer.parseInt(number));
        if (found.isEmpty() || !packet.paid()) {
            return new Nothing("its SET does not have the share now");
        }
        PacketFacts.Share share = found.get();
        return new Post(
                Transfer.shareCredit(
                        packet.number(),
                        share.shareNo(),
                        share.user(),
                        share.amount(),
                        share.openedAt()));
    }

    private static RepairPlan refund(PacketFacts packet) {
        Instant endedAt = packet.endedAt();
        if (!packet.state().equals("REFUNDED") || endedAt == null) {
            return new Nothing("the packet is not refunded now");
        }
        return new Post(
                Transfer.packetRefund(packet.number(), packet.sender(), packet.left(), endedAt));
    }

    private static RepairPlan sent(PacketFacts packet) {
        Instant paidAt = packet.paidAt();
        if (paidAt == null || !packet.paid()) {
            return new Nothing("the packet is not paid now");
        }
        return new Rewrite(
                UserRecord.sent(
                        packet.sender(),
                        packet.number(),
                        packet.kind(),
                        packet.total(),
                        packet.shareCount(),
                        paidAt,
                        packet.greeting()));
    }

    private static RepairPlan received(Finding finding, PacketFacts packet) {
        Optional<PacketFacts.Share> found = packet.shareOf(finding.userId());
        if (found.isEmpty() || !packet.paid()) {
            return new Nothing("its SET does not have the share now");
        }
        PacketFacts.Share share = found.get();
        return new Rewrite(
                UserRecord.received(
                        share.user(),
                        packet.number(),
                        packet.kind(),
                        share.amount(),
                        packet.sender(),
                        share.openedAt(),
                        packet.greeting()));
    }

    private static RepairPlan tellPaid(PacketFacts packet, Optional<PacketPaidV1> payment) {
        if (packet.paid()) {
            return new Nothing("the packet is active by now");
        }
        if (payment.isEmpty()) {
            return new Nothing("there is no payment now: " + TransferId.packetPay(packet.number()));
        }
        PacketPaidV1 paid = payment.get();
        boolean fits =
                paid.payerId() == packet.sender().value()
                        && paid.totalFen() == packet.total().fen()
                        && paid.wrapKey().equals(packet.wrapKey().value());
        return fits ? new Publish(paid) : new Nothing("the payment does not fit the packet");
    }
}
