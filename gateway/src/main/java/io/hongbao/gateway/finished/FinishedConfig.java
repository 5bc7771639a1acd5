package io.hongbao.gateway.finished;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FinishedSettings.class)
class FinishedConfig {

    @Bean
    FinishedPackets finishedPackets(FinishedSettings settings, MeterRegistry registry) {
        return new FinishedPackets(settings.openersMax(), registry);
    }

    @Bean
    EndedDetails endedDetails(FinishedSettings settings, MeterRegistry registry) {
        return new EndedDetails(settings.detailsMax().toBytes(), registry);
    }
}
