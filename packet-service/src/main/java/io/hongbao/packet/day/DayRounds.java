package io.hongbao.packet.day;

import io.hongbao.contracts.id.SetId;
import io.hongbao.packet.set.RoundsPerSet;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the days of one SET made ahead, when it is connected and then every hour, and shows it. */
final class DayRounds implements RoundsPerSet.SetRounds {

    private static final Logger log = LoggerFactory.getLogger(DayRounds.class);

    private final SetId set;
    private final MakeDays makeDays;
    private final DayPartitionSettings settings;
    private final MeterRegistry registry;
    private final Meter gauge;
    private volatile double ahead = Double.NaN;

    DayRounds(SetId set, MakeDays makeDays, DayPartitionSettings settings, MeterRegistry registry) {
        this.set = set;
        this.makeDays = makeDays;
        this.settings = settings;
        this.registry = registry;
        gauge =
                Gauge.builder("hongbao.set.days.ahead", () -> ahead)
                        .description("days after today that order tables have partitions for")
                        .tag("set", set.toString())
                        .register(registry);
    }

    @Override
    public Duration round() {
        try {
            MakeDays.Round round = makeDays.round();
            ahead = round.ahead();
            return round.complete() ? settings.interval() : settings.retry();
        } catch (SQLException failure) {
            // Orders are kept in the last partition until a later round.
            log.warn("days not made: set={} reason={}", set, failure.toString());
            return settings.retry();
        }
    }

    @Override
    public Duration retry() {
        return settings.retry();
    }

    @Override
    public void close() {
        registry.remove(gauge);
    }
}
