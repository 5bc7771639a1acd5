package io.hongbao.pay.parked;

import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.parked.ParkedPayment;
import io.hongbao.ledger.wallet.WalletBatch;
import io.hongbao.ledger.wallet.WalletNeeds;
import io.hongbao.pay.shard.WalletCommand;
import java.time.Instant;
import java.util.List;

/** Parks payments of one shard; answers their packets. */
record ParkPayments(List<PacketPaidV1> payments) implements WalletCommand<List<String>> {

    @Override
    public void collect(WalletNeeds needs) {
        payments.forEach(paid -> needs.parked(packet(paid), new UserId(paid.payerId())));
    }

    @Override
    public List<String> decide(WalletBatch batch, Instant now) {
        payments.forEach(paid ->
                batch.park(new ParkedPayment(packet(paid), new UserId(paid.payerId()), now)));
        return payments.stream().map(PacketPaidV1::orderNumber).toList();
    }

    private static OrderNumber packet(PacketPaidV1 paid) {
        return new OrderNumber(paid.orderNumber());
    }
}
