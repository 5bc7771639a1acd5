package io.hongbao.pay.decline;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeclineSettings.class)
class DeclineConfig {

    @Bean
    CardDeclines cardDeclines(DeclineSettings settings, MeterRegistry registry) {
        return new CardDeclines(settings, registry);
    }
}
