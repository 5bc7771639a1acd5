package io.hongbao.packet.lane;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.order.OrderNumbers;
import io.hongbao.packet.order.SetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The order numbers of a lane's new packets. Those of one minute are in one table: packets that are
 * wrapped together are opened together, and a commit costs statements for each table that it
 * changes. Tables take turns as the keys of wraps hash, so that all get as much in the long run; a
 * turn ends when its table becomes another instance's. For one lane alone.
 */
final class WrapNumbers {

    private static final Duration TURN = Duration.ofMinutes(1);

    /** By table, of the tables of this lane. */
    private final Map<Integer, OrderNumbers> numbers;

    private final SetClock clock;

    /** Whether a table is this instance's now. */
    private final IntPredicate owned;

    private int table = -1;
    private Instant turnEnds = Instant.MIN;

    WrapNumbers(Map<Integer, OrderNumbers> numbers, SetClock clock, IntPredicate owned) {
        this.numbers = numbers;
        this.clock = clock;
        this.owned = owned;
    }

    /**
     * Makes sure that {@link #next} can be called {@code each} times for each wrap of the batch.
     *
     * @param leases each a commit of its own: what a rolled back batch took is lost, never used
     *     twice
     */
    void reserve(List<PacketCommand<?>> batch, int each, OrderNumbers.Leases leases) {
        int wraps = 0;
        for (PacketCommand<?> command : batch) {
            if (command instanceof PacketCommand.Wrap wrap) {
                if (wraps == 0) {
                    beginTurn(wrap.table());
                }
                wraps++;
            }
        }
        if (wraps > 0) {
            ofTable(table).reserve(wraps * each, leases);
        }
    }

    /** The next number; it was reserved. */
    OrderNumber next() {
        return ofTable(table).next();
    }

    /** Of the table that the first wrap after the last turn hashes to, if that is over. */
    private void beginTurn(int hashed) {
        Instant now = clock.now();
        if (!now.isBefore(turnEnds) || !owned.test(table)) {
            table = hashed;
            turnEnds = now.plus(TURN);
        }
    }

    private OrderNumbers ofTable(int of) {
        OrderNumbers ofTable = numbers.get(of);
        if (ofTable == null) {
            throw new IllegalArgumentException("must be a table of this lane: table=" + of);
        }
        return ofTable;
    }
}
