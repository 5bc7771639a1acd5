package io.hongbao.packet.archive;

import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.lanes.database.CheckedSource;
import io.hongbao.packet.owner.TableOwners;
import io.hongbao.packet.schema.SetIdentity;
import io.hongbao.packet.set.RoundsPerSet;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.packet.set.SetSettings;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts the removal of what nobody paid. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RemovalSettings.class)
class RemovalConfig {

    @Bean
    RoundsPerSet removalRounds(
            SetRouter sets,
            TableOwners owners,
            SetSettings setSettings,
            RemovalSettings settings,
            MeterRegistry registry) {
        return new RoundsPerSet(
                "removal",
                sets,
                set ->
                        new RemoveUnpaid(
                                set.id(),
                                source(set, setSettings),
                                table -> owners.owns(set.entry(), table),
                                settings,
                                registry));
    }

    private static CheckedSource source(SetHandle set, SetSettings settings) {
        var limits = SessionLimits.DEFAULT.withAnswerMax(ArchiveProgram.ANSWER_MAX);
        return CheckedSource.of(SetIdentity.of(set.id()), settings.sourceOf(set.entry(), limits));
    }
}
