package io.hongbao.pay.card;

import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.wallet.LedgerReads;
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
 * Retries the bank's debits of undecided documents until each is decided, also those that a stopped
 * instance left behind. One loop a shard, so that a shard that is down holds up no other; safe with
 * any number of instances.
 */
public final class RetryDocuments implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RetryDocuments.class);

    private final WalletShards shards;
    private final SettleDocument settle;
    private final CardSettings settings;
    private final InstantSource clock;
    private final LedgerReads reads = new LedgerReads();
    private final List<Thread> loops = new ArrayList<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    public RetryDocuments(
            WalletShards shards,
            SettleDocument settle,
            CardSettings settings,
            InstantSource clock) {
        this.shards = shards;
        this.settle = settle;
        this.settings = settings;
        this.clock = clock;
    }

    /** Retries from now on, in the background. */
    public void start() {
        for (WalletShardHandle shard : shards.all()) {
            loops.add(
                    Thread.ofVirtual()
                            .name("retry-documents-" + shard.id())
                            .start(() -> loop(shard)));
        }
    }

    private void loop(WalletShardHandle shard) {
        while (!Thread.currentThread().isInterrupted()) {
            boolean more = false;
            try {
                // A full batch was decided: there may be more, and no reason to pause.
                more = shard.ready() && retryDue(shard) >= settings.atOnceMax();
            } catch (LaneFault fault) {
                log.warn("cannot retry: wallet={} fault={}", shard.id(), fault.toString());
            } catch (RuntimeException bug) {
                // The outermost loop: further documents are not to blame.
                log.error("retrying failed: wallet={}", shard.id(), bug);
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

    /** Asks about what is due in a shard, waits for it, and returns how many were decided. */
    public int retryDue(WalletShardHandle shard) {
        Instant now = clock.instant();
        List<CardDocument> due =
                shard.read(session -> reads.dueDocuments(session, now, settings.atOnceMax()));
        var decided = new AtomicInteger();
        CompletableFuture.allOf(
                        due.stream()
                                .map(document ->
                                        CompletableFuture.runAsync(
                                                () -> ask(shard, document, decided), executor))
                                .toArray(CompletableFuture[]::new))
                .join();
        return decided.get();
    }

    private void ask(WalletShardHandle shard, CardDocument document, AtomicInteger decided) {
        try {
            boolean ours =
                    shard.decide(new ClaimDocument(document, settings.pauseAfter(document.asks())));
            if (ours && !(settle.settle(document) instanceof CardOutcome.Unclear)) {
                decided.incrementAndGet();
            }
        } catch (LaneFault fault) {
            log.warn("cannot retry: number={} fault={}", document.number(), fault.toString());
        }
    }

    /** Stops. What is under way stays undecided, and is taken up by whoever asks next. */
    @Override
    public void close() {
        loops.forEach(Thread::interrupt);
        executor.shutdownNow();
    }
}
