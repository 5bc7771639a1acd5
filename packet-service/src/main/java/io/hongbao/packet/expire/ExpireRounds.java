package io.hongbao.packet.expire;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.packet.decide.ExpireOutcome;
import io.hongbao.packet.lane.LaneAnswers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes round the tables of one SET. Each table has its own time, and what fails there, all of it or
 * one packet, keeps nothing else waiting longer than that. For one thread alone.
 */
final class ExpireRounds {

    private static final Logger log = LoggerFactory.getLogger(ExpireRounds.class);

    private final SetId set;
    private final DuePackets packets;
    private final ExpireSettings settings;
    private final Clock clock;
    private final Counter refunded;
    private final Counter closed;

    /** Moves on at each round, so that no table comes after the same slow ones each time. */
    private int firstTable;

    ExpireRounds(
            SetId set,
            DuePackets packets,
            ExpireSettings settings,
            Clock clock,
            MeterRegistry registry) {
        this.set = set;
        this.packets = packets;
        this.settings = settings;
        this.clock = clock;
        refunded = registry.counter("hongbao.packet.expired", "outcome", "refunded");
        closed = registry.counter("hongbao.packet.expired", "outcome", "closed");
    }

    /** The packets of a SET whose time is over, and how they are ended. */
    interface DuePackets {

        CompletableFuture<List<OrderNumber>> find(int table, Instant deadline);

        CompletableFuture<ExpireOutcome> end(OrderNumber number, Instant deadline);
    }

    /** One round; the number of packets refunded or closed. Throws for no fault of the SET. */
    int round() {
        int ended = 0;
        for (int i = 0; i < OrderNumber.TABLES; i++) {
            int table = (firstTable + i) % OrderNumber.TABLES;
            Instant deadline = clock.instant().plus(settings.callMax());
            try {
                ended += end(table, await(packets.find(table, deadline), deadline), deadline);
            } catch (RuntimeException failure) {
                log.warn("expiry waits: set={} table={} reason={}", set, table, failure.toString());
            }
        }
        firstTable = (firstTable + 1) % OrderNumber.TABLES;
        return ended;
    }

    private int end(int table, List<OrderNumber> due, Instant deadline) {
        var outcomes = new ArrayList<CompletableFuture<ExpireOutcome>>();
        for (OrderNumber number : due) {
            outcomes.add(packets.end(number, deadline));
        }
        int ended = 0;
        var failures = new ArrayList<RuntimeException>();
        for (CompletableFuture<ExpireOutcome> outcome : outcomes) {
            try {
                ended += count(await(outcome, deadline));
            } catch (RuntimeException failure) {
                // This packet's alone: the next round finds it again.
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            log.warn(
                    "packets not expired: set={} table={} packets={} of={} first_reason={}",
                    set,
                    table,
                    failures.size(),
                    due.size(),
                    failures.getFirst().toString());
        }
        return ended;
    }

    private int count(ExpireOutcome outcome) {
        return switch (outcome) {
            case ExpireOutcome.Refunded _ -> {
                refunded.increment();
                yield 1;
            }
            case ExpireOutcome.Closed _ -> {
                closed.increment();
                yield 1;
            }
            case ExpireOutcome.NothingDue _ -> 0;
        };
    }

    /** What is answered already is taken also after the deadline. */
    private <R> R await(CompletableFuture<R> answer, Instant deadline) {
        return LaneAnswers.await(answer, Duration.between(clock.instant(), deadline));
    }
}
