package io.hongbao.pay.parked;

import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.parked.ParkedPayment;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.pay.shard.WalletShardHandle;
import io.hongbao.pay.shard.WalletShards;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Gives the parked payments of a SET that is lost for ever back to their payers, into their change.
 * Each is one commit in the payer's shard, by the identity of its packet: stopped at any point it
 * can be run again. Those of which any shard has a record, a credit or a refund are left for a
 * person.
 */
@Component
final class RefundLost {

    /** Payments of one commit. */
    private static final int PAGE = 100;

    private final WalletShards shards;
    private final @Nullable Path catalogue;
    private final InstantSource clock;
    private final LedgerReads reads = new LedgerReads();

    RefundLost(
            WalletShards shards,
            @Value("${hongbao.sets.file:#{null}}") @Nullable Path catalogue,
            InstantSource clock) {
        this.shards = shards;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * What was given back, or would be.
     *
     * @param forPerson packets whose payments are not given back
     */
    record Refunds(int payments, long fen, List<String> forPerson) {

        Refunds plus(List<Money> refunded, Set<OrderNumber> left) {
            var all = new ArrayList<>(forPerson);
            left.forEach(packet -> all.add(packet.value()));
            return new Refunds(
                    payments + refunded.size(),
                    fen + refunded.stream().mapToLong(Money::fen).sum(),
                    List.copyOf(all));
        }
    }

    /** Whether the catalogue, as it is now, says that the SET is lost for ever. */
    boolean isLost(SetId set) {
        return catalogue != null && SetCatalogue.read(catalogue).lost().contains(set);
    }

    /**
     * Refunds all that is parked of the SET now.
     *
     * @param apply whether it is done, or only told
     */
    Refunds refund(SetId set, boolean apply) {
        if (!isLost(set)) {
            throw new IllegalArgumentException("must be lost: true in sets.yaml: set=" + set);
        }
        Instant until = clock.instant();
        var refunds = new Refunds(0, 0, List.of());
        for (WalletShardHandle shard : shards.all()) {
            ParkedPayment last = null;
            while (true) {
                List<ParkedPayment> page = page(shard, set, until, last);
                if (page.isEmpty()) {
                    break;
                }
                last = page.getLast();
                Set<OrderNumber> activated = activated(page);
                List<ParkedPayment> clear =
                        page.stream().filter(it -> !activated.contains(it.packet())).toList();
                refunds =
                        refunds.plus(
                                apply
                                        ? shard.decide(new RefundParked(clear))
                                        : amounts(shard, clear),
                                activated);
            }
        }
        return refunds;
    }

    private List<ParkedPayment> page(
            WalletShardHandle shard, SetId set, Instant until, @Nullable ParkedPayment last) {
        return shard.read(session ->
                last == null
                        ? reads.parked(session, set, until, PAGE)
                        : reads.parkedAfter(session, last, until, PAGE));
    }

    /** By the account of all shards: shares are credited anywhere. */
    private Set<OrderNumber> activated(List<ParkedPayment> page) {
        List<OrderNumber> packets = page.stream().map(ParkedPayment::packet).toList();
        var found = new HashSet<OrderNumber>();
        for (WalletShardHandle shard : shards.all()) {
            found.addAll(shard.read(session -> reads.activated(session, packets)));
        }
        return found;
    }

    private List<Money> amounts(WalletShardHandle shard, List<ParkedPayment> payments) {
        return shard.read(session -> {
            var amounts = new ArrayList<Money>();
            for (ParkedPayment payment : payments) {
                Optional<Transfer> paid = reads.payment(session, payment.packet());
                paid.ifPresent(transfer -> amounts.add(transfer.amount()));
            }
            return amounts;
        });
    }
}
