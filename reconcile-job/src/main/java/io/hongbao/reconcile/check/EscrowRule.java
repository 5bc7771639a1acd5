package io.hongbao.reconcile.check;

import static io.hongbao.reconcile.read.TransferRow.ESCROW;

import io.hongbao.reconcile.read.PacketRows;
import io.hongbao.reconcile.read.SendOrderRow;
import io.hongbao.reconcile.read.Share;
import io.hongbao.reconcile.read.TransferRow;
import io.hongbao.reconcile.read.WalletReader;
import io.hongbao.reconcile.report.Findings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Invariant 4: escrow = paid but not yet active + held by active packets + decided but not yet
 * posted. For each packet: a credit, a refund and an activation has its cause, with the same user
 * and amount, once. The causes were read after the effects, so a missing cause is always wrong; a
 * missing effect is late.
 */
public final class EscrowRule {

    private static final String PAID_NOT_ACTIVE = "fen paid, not yet active";
    private static final String HELD = "fen held by active packets";
    private static final String DECIDED_NOT_POSTED = "fen decided, not yet posted";

    private final Findings findings;
    private long accountedFen;

    public EscrowRule(Findings findings) {
        this.findings = findings;
        findings.add("fen in escrow", 0);
        findings.add(PAID_NOT_ACTIVE, 0);
        findings.add(HELD, 0);
        findings.add(DECIDED_NOT_POSTED, 0);
    }

    public void check(PacketRows packet) {
        payments(packet);
        paymentRefunds(packet);
        if (packet.orders().isEmpty()) {
            creditsOfNoPacket(packet);
        } else {
            activation(packet.orders().getFirst(), packet.payments());
            credits(packet);
            refunds(packet.orders().getFirst(), packet.refunds());
        }
    }

    /** A transfer of a packet that names no packet. */
    public void misnamed(TransferRow transfer) {
        wrong("a transfer that names no packet", transfer, "kind=" + transfer.kind());
    }

    /** What packets without rows add, by their sums. */
    void archived(long paidNotActiveFen, long decidedNotPostedFen) {
        part(PAID_NOT_ACTIVE, paidNotActiveFen);
        part(DECIDED_NOT_POSTED, decidedNotPostedFen);
    }

    /** Compares the sums, after all packets were checked. */
    public void sums(List<WalletReader> effects, List<WalletReader> causes) {
        long credits = causes.stream().mapToLong(wallet -> wallet.creditsFen(ESCROW)).sum();
        long debits = effects.stream().mapToLong(wallet -> wallet.debitsFen(ESCROW)).sum();
        long escrow = credits - debits;
        findings.add("fen in escrow", escrow);
        if (escrow != accountedFen) {
            findings.wrong(
                    "escrow is not the sum of its parts",
                    "all shards",
                    ESCROW,
                    "escrowFen=" + escrow + ", partsFen=" + accountedFen);
        }
    }

    private void payments(PacketRows packet) {
        findings.add("payments", packet.payments().size());
        for (int i = 1; i < packet.payments().size(); i++) {
            wrong("a packet paid twice", packet.payments().get(i), "one payment a packet");
        }
        for (TransferRow payment : packet.payments()) {
            String payer = TransferRow.accountOf(payment.userId());
            boolean fromPayer =
                    payment.debitAccount().equals(payer)
                            || payment.debitAccount().equals(TransferRow.BANK);
            if (!fromPayer || !payment.creditAccount().equals(ESCROW)) {
                wrong("a payment between wrong accounts", payment, accounts(payment));
            }
            if (packet.orders().isEmpty()) {
                part(PAID_NOT_ACTIVE, payment.amountFen());
            }
            if (packet.orders().isEmpty() && packet.paymentRefunds().isEmpty()) {
                findings.late(
                        "a payment of no packet",
                        payment.place(),
                        payment.businessNo(),
                        "no send order");
            }
        }
    }

    /** Of packets of a lost SET: all of the payment, and nothing else has come of it. */
    private void paymentRefunds(PacketRows packet) {
        findings.add("refunds of payments", packet.paymentRefunds().size());
        for (TransferRow refund : packet.paymentRefunds()) {
            part(PAID_NOT_ACTIVE, -refund.amountFen());
            boolean ofPayment =
                    packet.payments().size() == 1
                            && packet.payments().getFirst().userId() == refund.userId()
                            && packet.payments().getFirst().amountFen() == refund.amountFen();
            boolean ofNothingElse =
                    packet.orders().isEmpty()
                            && packet.credits().isEmpty()
                            && packet.refunds().isEmpty()
                            && packet.paymentRefunds().size() == 1;
            if (!ofPayment || !ofNothingElse) {
                wrong(
                        "a refund of a payment that does not fit it",
                        refund,
                        "one payment of this user and amount, no packet, credit or other refund");
            }
            fromEscrow(refund);
        }
    }

    private void activation(SendOrderRow order, List<TransferRow> payments) {
        if (order.paid() && payments.isEmpty()) {
            findings.wrong(
                    "a packet active without its payment",
                    order.place(),
                    order.orderNo(),
                    "no PACKET_PAY: state=" + order.state());
        }
        for (TransferRow payment : payments) {
            if (payment.userId() != order.senderId()
                    || payment.amountFen() != order.totalFen()
                    || !Objects.equals(payment.wrapKey(), order.wrapKey())) {
                wrong(
                        "a payment that does not fit its packet",
                        payment,
                        "user, amount and wrap key must be the packet's: fen="
                                + payment.amountFen()
                                + ", totalFen="
                                + order.totalFen());
            }
            if (!order.paid()) {
                part(PAID_NOT_ACTIVE, payment.amountFen());
                findings.late(
                        "a paid packet not active",
                        order.place(),
                        order.orderNo(),
                        "state=" + order.state());
            }
        }
        if (order.state().equals(SendOrderRow.ACTIVE)) {
            part(HELD, order.fenLeft());
        }
    }

    private void creditsOfNoPacket(PacketRows packet) {
        for (TransferRow credit : packet.credits()) {
            part(DECIDED_NOT_POSTED, -credit.amountFen());
            wrong("a credit without its share", credit, "no such packet");
        }
        for (TransferRow refund : packet.refunds()) {
            part(DECIDED_NOT_POSTED, -refund.amountFen());
            wrong("a refund without its packet", refund, "no such packet");
        }
    }

    private void credits(PacketRows packet) {
        findings.add("credits", packet.credits().size());
        Map<Integer, Share> shares = new HashMap<>();
        packet.shares().forEach(share -> shares.put(share.shareNo(), share));
        var credited = new HashSet<Integer>();
        for (TransferRow credit : packet.credits()) {
            part(DECIDED_NOT_POSTED, -credit.amountFen());
            Share share = shares.get(credit.shareNo());
            if (!credited.add(credit.shareNo())) {
                wrong("a share credited twice", credit, "one credit a share");
            }
            if (share == null) {
                wrong("a credit without its share", credit, "no receive order");
            } else if (share.userId() != credit.userId()
                    || share.amountFen() != credit.amountFen()) {
                wrong(
                        "a credit that does not fit its share",
                        credit,
                        "user and amount must be the share's: fen="
                                + credit.amountFen()
                                + ", shareFen="
                                + share.amountFen());
            }
            fromEscrow(credit);
        }
        for (Share share : packet.shares()) {
            part(DECIDED_NOT_POSTED, share.amountFen());
            if (!credited.contains(share.shareNo())) {
                findings.late(
                        "a share without its credit",
                        share.place(),
                        share.orderNo() + ":" + share.shareNo(),
                        "fen=" + share.amountFen());
            }
        }
    }

    private void refunds(SendOrderRow order, List<TransferRow> refunds) {
        findings.add("refunds", refunds.size());
        for (int i = 0; i < refunds.size(); i++) {
            TransferRow refund = refunds.get(i);
            part(DECIDED_NOT_POSTED, -refund.amountFen());
            if (i > 0) {
                wrong("a packet refunded twice", refund, "one refund a packet");
            }
            if (!order.refunded()) {
                wrong("a refund without its packet", refund, "state=" + order.state());
            } else if (refund.userId() != order.senderId()
                    || refund.amountFen() != order.fenLeft()) {
                wrong(
                        "a refund that does not fit its packet",
                        refund,
                        "user and amount must be the packet's: fen="
                                + refund.amountFen()
                                + ", leftFen="
                                + order.fenLeft());
            }
            fromEscrow(refund);
        }
        if (order.refunded()) {
            part(DECIDED_NOT_POSTED, order.fenLeft());
            if (refunds.isEmpty()) {
                findings.late(
                        "a refunded packet without its refund",
                        order.place(),
                        order.orderNo(),
                        "fen=" + order.fenLeft());
            }
        }
    }

    private void fromEscrow(TransferRow transfer) {
        if (!transfer.debitAccount().equals(ESCROW)
                || !transfer.creditAccount().equals(TransferRow.accountOf(transfer.userId()))) {
            wrong("a credit between wrong accounts", transfer, accounts(transfer));
        }
    }

    private void part(String figure, long fen) {
        findings.add(figure, fen);
        accountedFen = Math.addExact(accountedFen, fen);
    }

    private void wrong(String kind, TransferRow transfer, String found) {
        findings.wrong(kind, transfer.place(), transfer.businessNo(), found);
    }

    private static String accounts(TransferRow transfer) {
        return "debit=" + transfer.debitAccount() + ", credit=" + transfer.creditAccount();
    }
}
