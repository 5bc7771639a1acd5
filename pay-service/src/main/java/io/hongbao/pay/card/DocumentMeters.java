package io.hongbao.pay.card;

import io.hongbao.ledger.card.CardState;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.ledger.wallet.LedgerReads.DocumentCount;
import io.hongbao.pay.shard.WalletShardHandle;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** How many documents of one shard have not ended, counted from time to time. */
final class DocumentMeters {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final WalletShardHandle shard;
    private final InstantSource clock;
    private final LedgerReads reads = new LedgerReads();
    private final MultiGauge counts;
    private final MultiGauge ages;
    private Instant next = Instant.EPOCH;

    DocumentMeters(WalletShardHandle shard, InstantSource clock, MeterRegistry registry) {
        this.shard = shard;
        this.clock = clock;
        counts =
                MultiGauge.builder("hongbao.card.documents")
                        .description("Card documents that have not ended")
                        .tag("wallet", shard.id())
                        .register(registry);
        ages =
                MultiGauge.builder("hongbao.card.documents.age")
                        .description("Age of the oldest card document that has not ended")
                        .baseUnit("seconds")
                        .tag("wallet", shard.id())
                        .register(registry);
    }

    /** Counts, unless it was done just now. Throws a {@code LaneFault} when the shard is down. */
    void refresh() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(EVERY);
        List<DocumentCount> found = shard.read(reads::undecidedCounts);
        var countRows = new ArrayList<MultiGauge.Row<?>>();
        var ageRows = new ArrayList<MultiGauge.Row<?>>();
        for (CardState state : CardState.values()) {
            for (boolean escalated : state.isEnd() ? new boolean[0] : new boolean[] {false, true}) {
                DocumentCount count =
                        found.stream()
                                .filter(each ->
                                        each.state() == state && each.escalated() == escalated)
                                .findFirst()
                                .orElse(new DocumentCount(state, escalated, 0, now));
                Tags tags = Tags.of("state", state.name(), "escalated", String.valueOf(escalated));
                countRows.add(MultiGauge.Row.of(tags, count.documents()));
                ageRows.add(
                        MultiGauge.Row.of(
                                tags, Duration.between(count.oldest(), now).toMillis() / 1e3));
            }
        }
        counts.register(countRows, true);
        ages.register(ageRows, true);
    }
}
