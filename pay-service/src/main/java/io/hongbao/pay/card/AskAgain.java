package io.hongbao.pay.card;

import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.pay.card.ClaimDocument.Claim;
import io.hongbao.pay.shard.WalletShardHandle;
import io.hongbao.pay.shard.WalletShards;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the bank about open documents until each is decided, also those that an instance left behind
 * which was stopped. One loop a shard, so that a shard that is down holds up no other; safe with
 * any number of instances.
 */
public final class AskAgain implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AskAgain.class);

    private final WalletShards shards;
    private final SettleDocument settle;
    private final CardSettings settings;
    private final InstantSource clock;
    private final LedgerReads reads = new LedgerReads();
    private final List<Thread> loops = new ArrayList<>();
    private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();

    public AskAgain(
            WalletShards shards,
            SettleDocument settle,
            CardSettings settings,
            InstantSource clock) {
        this.shards = shards;
        this.settle = settle;
        this.settings = settings;
        this.clock = clock;
    }

    /** Asks from now on, in the background. */
    public void start() {
        for (WalletShardHandle shard : shards.all()) {
            loops.add(Thread.ofVirtual().name("ask-again-" + shard.id()).start(() -> loop(shard)));
        }
    }

    private void loop(WalletShardHandle shard) {
        while (!Thread.currentThread().isInterrupted()) {
            boolean more = false;
            try {
                // Where the bank decides a whole look's worth there is more, and no reason to
                // pause.
                more = shard.ready() && askOnce(shard) >= settings.atOnceMax();
            } catch (LaneFault fault) {
                log.warn("cannot ask again: wallet={} fault={}", shard.id(), fault.toString());
            } catch (RuntimeException bug) {
                // The outermost loop: further documents are not to blame.
                log.error("asking again failed: wallet={}", shard.id(), bug);
            }
            if (more) {
                continue;
            }
            try {
                Thread.sleep(settings.interval());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /**
     * One look at a shard: asks about what is due, waits for it, and says how many were decided.
     */
    public int askOnce(WalletShardHandle shard) {
        Instant now = clock.instant();
        List<CardDocument> due =
                shard.read(session -> reads.dueDocuments(session, now, settings.atOnceMax()));
        var decided = new AtomicInteger();
        CompletableFuture.allOf(
                        due.stream()
                                .map(document ->
                                        CompletableFuture.runAsync(
                                                () -> ask(shard, document, decided), asking))
                                .toArray(CompletableFuture[]::new))
                .join();
        return decided.get();
    }

    private void ask(WalletShardHandle shard, CardDocument document, AtomicInteger decided) {
        try {
            Claim claim =
                    shard.decide(new ClaimDocument(document, settings.pauseAfter(document.asks())));
            if (claim == Claim.OURS && !(settle.settle(document) instanceof CardOutcome.Unclear)) {
                decided.incrementAndGet();
            }
        } catch (LaneFault fault) {
            log.warn("cannot ask again: number={} fault={}", document.number(), fault.toString());
        }
    }

    /** Stops asking. What is under way is left open, and taken up by whoever asks next. */
    @Override
    public void close() {
        loops.forEach(Thread::interrupt);
        asking.shutdownNow();
    }
}
