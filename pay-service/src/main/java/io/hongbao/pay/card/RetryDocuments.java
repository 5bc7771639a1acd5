package io.hongbao.pay.card;

import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.pay.shard.WalletShardHandle;
import io.hongbao.pay.shard.WalletShards;
import io.micrometer.core.instrument.MeterRegistry;
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
 * Brings documents to an end, also those that a stopped instance left behind: asks their banks
 * until there is a clear answer, and gives those that get too old to a person. One loop a shard, so
 * that a shard that is down holds up no other; safe with any number of instances.
 */
public final class RetryDocuments implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RetryDocuments.class);

    private final WalletShards shards;
    private final AskBank ask;
    private final CardSettings settings;
    private final InstantSource clock;
    private final MeterRegistry registry;
    private final LedgerReads reads = new LedgerReads();
    private final List<Thread> loops = new ArrayList<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    public RetryDocuments(
            WalletShards shards,
            AskBank ask,
            CardSettings settings,
            InstantSource clock,
            MeterRegistry registry) {
        this.shards = shards;
        this.ask = ask;
        this.settings = settings;
        this.clock = clock;
        this.registry = registry;
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
        var meters = new DocumentMeters(shard, clock, registry);
        while (!Thread.currentThread().isInterrupted()) {
            boolean more = false;
            try {
                // A full batch was decided: there may be more, and no reason to pause.
                more = shard.ready() && retryDue(shard) >= settings.atOnceMax();
                if (shard.ready()) {
                    meters.refresh();
                }
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
                                                () -> proceed(shard, document, decided), executor))
                                .toArray(CompletableFuture[]::new))
                .join();
        return decided.get();
    }

    private void proceed(WalletShardHandle shard, CardDocument document, AtomicInteger decided) {
        try {
            switch (shard.decide(new ClaimDocument(document, settings))) {
                case OURS -> {
                    if (!(ask.proceed(document) instanceof CardOutcome.Unclear)) {
                        decided.incrementAndGet();
                    }
                }
                case ESCALATED ->
                        log.error(
                                "a person has to ask the bank: number={} bank={} state={} since={}",
                                document.number(),
                                document.card().channel(),
                                document.state(),
                                document.createdAt());
                case OTHERS -> {}
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
