package io.hongbao.pay.parked;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.TransferId;
import io.hongbao.ledger.parked.ParkedPayment;
import io.hongbao.ledger.wallet.PostOutcome.Posted;
import io.hongbao.ledger.wallet.WalletBatch;
import io.hongbao.ledger.wallet.WalletNeeds;
import io.hongbao.pay.shard.WalletCommand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Gives parked payments of one shard back to their payers; answers what was paid back. */
record RefundParked(List<ParkedPayment> payments) implements WalletCommand<List<Money>> {

    @Override
    public void collect(WalletNeeds needs) {
        for (ParkedPayment payment : payments) {
            needs.parked(payment.packet(), payment.payer())
                    .transfer(TransferId.packetPay(payment.packet()))
                    .transfer(TransferId.paymentRefund(payment.packet()));
        }
    }

    /** One that is parked no more was told, or given back, by somebody else meanwhile. */
    @Override
    public List<Money> decide(WalletBatch batch, Instant now) {
        return payments.stream()
                .map(ParkedPayment::packet)
                .filter(batch::parked)
                .map(packet -> refund(batch, packet, now))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Money> refund(WalletBatch batch, OrderNumber packet, Instant now) {
        Optional<Transfer> paid = batch.transfer(TransferId.packetPay(packet));
        if (paid.isEmpty()) {
            return Optional.empty();
        }
        if (!(batch.post(Transfer.paymentRefund(packet, paid.get(), now)) instanceof Posted)) {
            throw new IllegalStateException("must be parked no more: " + packet);
        }
        batch.unpark(packet);
        return Optional.of(paid.get().amount());
    }
}
