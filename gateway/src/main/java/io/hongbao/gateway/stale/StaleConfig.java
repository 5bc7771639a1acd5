package io.hongbao.gateway.stale;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StaleSettings.class)
class StaleConfig {

    @Bean
    LastAnswers lastAnswers(StaleSettings settings, MeterRegistry registry, Clock clock) {
        return new LastAnswers(settings, registry, clock, System::nanoTime);
    }
}
