package io.hongbao.packet.day;

import io.hongbao.lanes.commit.MysqlSource;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.packet.owner.TableOwners;
import io.hongbao.packet.schema.OwnSource;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.packet.set.SetSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What making days is made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DayPartitionSettings.class)
class DayConfig {

    /** Making partitions is more work for the database than what lanes ask of it. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    @Bean
    DayRounds dayRounds(
            SetRouter sets,
            TableOwners owners,
            SetSettings setSettings,
            DayPartitionSettings settings,
            MeterRegistry registry) {
        return new DayRounds(
                sets, set -> makeDays(set, owners, setSettings, settings), settings, registry);
    }

    private static MakeDays makeDays(
            SetHandle set,
            TableOwners owners,
            SetSettings setSettings,
            DayPartitionSettings settings) {
        var source =
                new OwnSource(
                        new MysqlSource(
                                set.entry().url(),
                                setSettings.username(),
                                setSettings.password(),
                                SessionLimits.DEFAULT.withAnswerMax(ANSWER_MAX)),
                        set.id());
        return new MakeDays(set.id(), source, table -> owners.owns(set.entry(), table), settings);
    }
}
