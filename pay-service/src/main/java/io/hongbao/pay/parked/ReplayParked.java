package io.hongbao.pay.parked;

import io.hongbao.contracts.id.SetId;
import io.hongbao.ledger.parked.ParkedPayment;
import io.hongbao.ledger.parked.ParkedPaymentRows.OfSet;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.pay.packet.PacketService;
import io.hongbao.pay.packet.PaymentEvents;
import io.hongbao.pay.shard.WalletShardHandle;
import io.hongbao.pay.shard.WalletShards;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Tells parked payments again, by the event, as the first time. Stopped at any point it can be run
 * again, by any number of instances; a packet that is active already stays as it is.
 */
@Component
final class ReplayParked {

    /** Payments of one commit. */
    private static final int PAGE = 100;

    private final WalletShards shards;
    private final PaymentEvents events;
    private final PacketService packets;
    private final InstantSource clock;
    private final LedgerReads reads = new LedgerReads();

    ReplayParked(
            WalletShards shards, PaymentEvents events, PacketService packets, InstantSource clock) {
        this.shards = shards;
        this.events = events;
        this.packets = packets;
        this.clock = clock;
    }

    /**
     * Tells all that is parked of a SET now, whether or not it takes them; how many. What it does
     * not take is parked again.
     */
    int replay(SetId set) {
        return shards.all().stream().mapToInt(shard -> replay(shard, set)).sum();
    }

    private int replay(WalletShardHandle shard, SetId set) {
        // What is parked again meanwhile is left: else a SET that takes nothing is told for ever.
        Instant until = clock.instant();
        int all = 0;
        int told;
        do {
            List<ParkedPayment> page =
                    shard.read(session -> reads.parked(session, set, until, PAGE));
            told = page.isEmpty() ? 0 : shard.decide(new TellAgain(page, events));
            all += told;
        } while (told > 0);
        return all;
    }

    /** Tells those of each SET that takes the oldest of them. */
    void replayWhatIsBack(WalletShardHandle shard, List<OfSet> parked) {
        for (OfSet each : parked) {
            boolean back =
                    shard
                            .read(session -> reads.parked(session, each.set(), clock.instant(), 1))
                            .stream()
                            .allMatch(oldest -> takes(shard, oldest));
            if (back) {
                replay(shard, each.set());
            }
        }
    }

    private boolean takes(WalletShardHandle shard, ParkedPayment oldest) {
        return shard.read(session -> reads.payment(session, oldest.packet()))
                .map(PaymentEvents::paid)
                .filter(packets::tellPaid)
                .isPresent();
    }
}
