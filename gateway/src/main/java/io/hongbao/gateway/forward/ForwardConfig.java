package io.hongbao.gateway.forward;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CallSettings.class)
class ForwardConfig {

    @Bean
    CallInstance callInstance(CallSettings settings) {
        return new CallInstance(settings);
    }

    @Bean
    Instances instances(CallSettings settings) {
        return new Instances(settings.avoidFor(), Ticker.systemTicker());
    }

    @Bean
    CallMetrics callMetrics(MeterRegistry registry) {
        return new CallMetrics(registry);
    }

    @Bean
    ForwardCall forwardCall(
            CallInstance callInstance,
            Instances instances,
            CallMetrics metrics,
            InstantSource clock) {
        return new ForwardCall(callInstance, instances, metrics, clock);
    }
}
