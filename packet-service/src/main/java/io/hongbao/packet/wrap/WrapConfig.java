package io.hongbao.packet.wrap;

import io.hongbao.packet.call.CallLimits;
import io.hongbao.packet.set.SetRouter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What wrapping is made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WrapSettings.class)
class WrapConfig {

    @Bean
    CheckWrap checkWrap(WrapSettings limits) {
        return new CheckWrap(limits);
    }

    @Bean
    WrapPacket wrapPacket(SetRouter sets, CallLimits limits, Clock clock, MeterRegistry registry) {
        return new WrapPacket(new ConnectedSets(sets, registry), limits, clock);
    }
}
