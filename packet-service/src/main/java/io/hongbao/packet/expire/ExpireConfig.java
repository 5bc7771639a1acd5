package io.hongbao.packet.expire;

import io.hongbao.packet.owner.TableOwners;
import io.hongbao.packet.set.RoundsPerSet;
import io.hongbao.packet.set.SetRouter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts expiry. */
@Configuration(proxyBeanMethods = false)
class ExpireConfig {

    @Bean
    RoundsPerSet expireRounds(
            SetRouter sets,
            TableOwners owners,
            ExpireSettings settings,
            Clock clock,
            MeterRegistry registry) {
        return new RoundsPerSet(
                "expire", sets, set -> new ExpirePackets(set, owners, settings, clock, registry));
    }
}
