package io.hongbao.pay.payment;

import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.ledger.account.TransferId;
import io.hongbao.ledger.account.WrapId;
import io.hongbao.ledger.usage.DayUsage;
import io.hongbao.ledger.wallet.PostOutcome.Posted;
import io.hongbao.ledger.wallet.WalletBatch;
import io.hongbao.ledger.wallet.WalletNeeds;
import io.hongbao.pay.limit.DailyLimits;
import io.hongbao.pay.packet.PaymentEvents;
import io.hongbao.pay.payment.PayDecision.CardChosen;
import io.hongbao.pay.payment.PayDecision.PaidFromBalance;
import io.hongbao.pay.shard.WalletCommand;
import java.time.Duration;
import java.time.Instant;

/** Pays for a packet from the balance, or makes the card document that does. */
record PayPacket(
        PayTicket ticket,
        PayChoice choice,
        DailyLimits limits,
        PaymentEvents events,
        Duration askAfter)
        implements WalletCommand<PayDecision> {

    private TransferId id() {
        return TransferId.packetPay(ticket.packet());
    }

    private WrapId wrap() {
        return new WrapId(ticket.payer(), ticket.wrapKey());
    }

    @Override
    public void collect(WalletNeeds needs) {
        needs.wrap(wrap()).transfer(id());
    }

    @Override
    public PayDecision decide(WalletBatch batch, Instant now) {
        DayUsage usage = batch.usage(ticket.payer(), now);
        var facts =
                new PaymentFacts(
                        batch.transfer(id()),
                        batch.payment(wrap()),
                        batch.documents(wrap()),
                        batch.balance(ticket.payer()),
                        limits.sending(usage, ticket.total()),
                        limits.payingByCard(usage));
        PayDecision decision = facts.decide(ticket, choice, now, askAfter);
        if (decision instanceof PaidFromBalance(var transfer)) {
            if (!(batch.post(transfer) instanceof Posted)) {
                throw new IllegalStateException("must be new: " + transfer.id());
            }
            batch.publish(events.toPublish(PaymentEvents.paid(transfer)));
        } else if (decision instanceof CardChosen(var document)) {
            batch.create(document);
        }
        return decision;
    }
}
