package io.hongbao.packet.expire;

import io.hongbao.packet.owner.TableOwners;
import io.hongbao.packet.set.SetRouter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What expiry is made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExpireSettings.class)
class ExpireConfig {

    @Bean
    ExpirePackets expirePackets(
            SetRouter sets,
            TableOwners owners,
            ExpireSettings settings,
            Clock clock,
            MeterRegistry registry) {
        return new ExpirePackets(sets, owners, settings, clock, registry);
    }
}
