package io.hongbao.packet.day;

import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.lanes.database.CheckedSource;
import io.hongbao.packet.owner.TableOwners;
import io.hongbao.packet.schema.SetIdentity;
import io.hongbao.packet.set.RoundsPerSet;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.packet.set.SetSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts the making of days. */
@Configuration(proxyBeanMethods = false)
class DayConfig {

    /** Making partitions is more work for the database than what lanes ask of it. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    @Bean
    RoundsPerSet dayRounds(
            SetRouter sets,
            TableOwners owners,
            SetSettings setSettings,
            DayPartitionSettings settings,
            MeterRegistry registry) {
        return new RoundsPerSet(
                "days",
                sets,
                set ->
                        new DayRounds(
                                set.id(),
                                makeDays(set, owners, setSettings, settings),
                                settings,
                                registry));
    }

    private static MakeDays makeDays(
            SetHandle set,
            TableOwners owners,
            SetSettings setSettings,
            DayPartitionSettings settings) {
        var limits = SessionLimits.DEFAULT.withAnswerMax(ANSWER_MAX);
        var source =
                CheckedSource.of(
                        SetIdentity.of(set.id()), setSettings.sourceOf(set.entry(), limits));
        return new MakeDays(set.id(), source, table -> owners.owns(set.entry(), table), settings);
    }
}
