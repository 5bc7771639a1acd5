package io.hongbao.pay.parked;

import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.TransferId;
import io.hongbao.ledger.parked.ParkedPayment;
import io.hongbao.ledger.wallet.WalletBatch;
import io.hongbao.ledger.wallet.WalletNeeds;
import io.hongbao.pay.packet.PaymentEvents;
import io.hongbao.pay.shard.WalletCommand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Publishes parked payments of one shard again, as the first time; answers how many. */
record TellAgain(List<ParkedPayment> payments, PaymentEvents events)
        implements WalletCommand<Integer> {

    @Override
    public void collect(WalletNeeds needs) {
        for (ParkedPayment payment : payments) {
            needs.parked(payment.packet(), payment.payer())
                    .transfer(TransferId.packetPay(payment.packet()));
        }
    }

    /** One that is parked no more was told by somebody else meanwhile. */
    @Override
    public Integer decide(WalletBatch batch, Instant now) {
        int told = 0;
        for (ParkedPayment payment : payments) {
            Optional<Transfer> paid = batch.transfer(TransferId.packetPay(payment.packet()));
            if (paid.isPresent() && batch.parked(payment.packet())) {
                batch.publish(events.toPublish(PaymentEvents.paid(paid.get())));
                batch.unpark(payment.packet());
                told++;
            }
        }
        return told;
    }
}
