package io.hongbao.pay.parked;

import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.account.TransferId;
import io.hongbao.ledger.parked.ParkedPayment;
import io.hongbao.ledger.wallet.WalletBatch;
import io.hongbao.ledger.wallet.WalletNeeds;
import io.hongbao.pay.shard.WalletCommand;
import java.time.Instant;
import java.util.List;

/** Parks payments of one shard, unless they were given back; answers their packets. */
record ParkPayments(List<PacketPaidV1> payments) implements WalletCommand<List<String>> {

    @Override
    public void collect(WalletNeeds needs) {
        for (PacketPaidV1 paid : payments) {
            needs.parked(packet(paid), new UserId(paid.payerId()))
                    .transfer(TransferId.paymentRefund(packet(paid)));
        }
    }

    @Override
    public List<String> decide(WalletBatch batch, Instant now) {
        for (PacketPaidV1 paid : payments) {
            // One that was given back has ended: there is nothing to tell any more.
            if (batch.transfer(TransferId.paymentRefund(packet(paid))).isEmpty()) {
                batch.park(new ParkedPayment(packet(paid), new UserId(paid.payerId()), now));
            }
        }
        return payments.stream().map(PacketPaidV1::orderNumber).toList();
    }

    private static OrderNumber packet(PacketPaidV1 paid) {
        return new OrderNumber(paid.orderNumber());
    }
}
