package io.hongbao.packet.day;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.lanes.commit.ConnectionSource;
import io.hongbao.lanes.day.TableLock;
import io.hongbao.lanes.day.TablesInUse;
import io.hongbao.packet.store.PacketReads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the days of one SET ahead, on a connection that lasts for one round. Days begin and end by
 * the SET's clock, as those of order numbers do. For one thread alone.
 */
final class MakeDays {

    private static final Logger log = LoggerFactory.getLogger(MakeDays.class);

    /** With less than this the next day may begin without a partition. */
    private static final int AHEAD_MIN = 1;

    private final SetId set;
    private final ConnectionSource source;
    private final IntPredicate owned;
    private final DayPartitionSettings settings;
    private boolean firstRound = true;

    /**
     * Makes the rounds of a SET.
     *
     * @param owned the tables that this instance looks after
     */
    MakeDays(
            SetId set, ConnectionSource source, IntPredicate owned, DayPartitionSettings settings) {
        this.set = set;
        this.source = source;
        this.owned = owned;
        this.settings = settings;
    }

    /**
     * What a round came to.
     *
     * @param ahead days after today that all tables have partitions for; negative when today has
     *     none
     * @param complete whether every table that was to be done is done
     */
    record Round(int ahead, boolean complete) {}

    Round round() throws SQLException {
        boolean takeOver = !firstRound;
        firstRound = false;
        try (Connection connection = source.connect()) {
            TableLock.boundWaits(connection);
            LocalDate today = LocalDate.ofInstant(PacketReads.now(connection), OrderNumber.ZONE);
            List<LocalDate> days =
                    Stream.iterate(today, day -> day.plusDays(1))
                            .limit(settings.ahead() + 1L)
                            .toList();
            int ahead = Integer.MAX_VALUE;
            int made = 0;
            boolean complete = true;
            for (OrderTable table : OrderTable.all()) {
                var tableDays = table.days(connection);
                try {
                    // Where the owner is gone, others do it; not at once, so that it comes first.
                    if (owned.test(table.number())
                            || (takeOver && tableDays.ahead(today) < AHEAD_MIN)) {
                        made += tableDays.make(days, settings.lockWaitMax()) ? 1 : 0;
                    }
                    ahead = Math.min(ahead, tableDays.ahead(today));
                } catch (TablesInUse later) {
                    log.info("days wait: set={} reason={}", set, later.getMessage());
                    complete = false;
                }
            }
            if (made > 0) {
                log.info("days made: set={} tables={} until={}", set, made, days.getLast());
            }
            if (takeOver && ahead < AHEAD_MIN) {
                log.warn("days not made ahead: set={} today={} ahead={}", set, today, ahead);
            }
            return new Round(ahead, complete);
        }
    }
}
