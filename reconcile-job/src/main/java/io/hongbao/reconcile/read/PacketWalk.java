package io.hongbao.reconcile.read;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the packets of all SETs and wallet shards in the order of their numbers: one merge
 * over all tables, so memory does not grow with what is stored.
 */
public final class PacketWalk {

    private final MergeByOrder<SendOrderRow> orders;
    private final MergeByOrder<Share> shares;
    private final MergeByOrder<TransferRow> payments;
    private final MergeByOrder<TransferRow> credits;
    private final MergeByOrder<TransferRow> refunds;
    private final MergeByOrder<TransferRow> paymentRefunds;

    /**
     * @param effects wallet shards as they were before the SETs: credits and refunds
     * @param causes wallet shards as they were after the SETs: payments
     * @param misnamed gets transfers whose business number names no packet
     */
    public PacketWalk(
            List<SetReader> sets,
            List<WalletReader> effects,
            List<WalletReader> causes,
            Consumer<TransferRow> misnamed) {
        orders =
                new MergeByOrder<>(
                        sets.stream().flatMap(set -> set.sendOrders().stream()).toList(),
                        SendOrderRow::orderNo);
        shares =
                new MergeByOrder<>(
                        sets.stream().flatMap(set -> set.shares().stream()).toList(),
                        Share::orderNo);
        payments = transfers(causes, TransferRow.PACKET_PAY, misnamed);
        credits = transfers(effects, TransferRow.SHARE_CREDIT, misnamed);
        refunds = transfers(effects, TransferRow.PACKET_REFUND, misnamed);
        paymentRefunds = transfers(effects, TransferRow.PAYMENT_REFUND, misnamed);
    }

    /** Once through. */
    public void forEach(Consumer<PacketRows> action) {
        for (String order = nextOrder(); order != null; order = nextOrder()) {
            action.accept(
                    new PacketRows(
                            order,
                            orders.take(order),
                            shares.take(order),
                            payments.take(order),
                            credits.take(order),
                            refunds.take(order),
                            paymentRefunds.take(order)));
        }
    }

    private @Nullable String nextOrder() {
        return Stream.of(orders, shares, payments, credits, refunds, paymentRefunds)
                .map(MergeByOrder::nextOrder)
                .filter(order -> order != null)
                .min(String::compareTo)
                .orElse(null);
    }

    private static MergeByOrder<TransferRow> transfers(
            List<WalletReader> wallets, String kind, Consumer<TransferRow> misnamed) {
        return new MergeByOrder<>(
                wallets.stream()
                        .map(wallet -> new WellNamed(wallet.transfers(kind), misnamed))
                        .toList(),
                TransferRow::orderNo);
    }

    /**
     * Business numbers of one form sort as their order numbers do; others would spoil the merge.
     */
    private static final class WellNamed implements Iterator<TransferRow> {

        private final Iterator<TransferRow> all;
        private final Consumer<TransferRow> misnamed;
        private @Nullable TransferRow next;

        WellNamed(Iterator<TransferRow> all, Consumer<TransferRow> misnamed) {
            this.all = all;
            this.misnamed = misnamed;
        }

        @Override
        public boolean hasNext() {
            while (next == null && all.hasNext()) {
                TransferRow transfer = all.next();
                if (transfer.wellNamed()) {
                    next = transfer;
                } else {
                    misnamed.accept(transfer);
                }
            }
            return next != null;
        }

        @Override
        public TransferRow next() {
            if (!hasNext() || next == null) {
                throw new java.util.NoSuchElementException();
            }
            TransferRow result = next;
            next = null;
            return result;
        }
    }
}
