package io.hongbao.gateway.finished;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FinishedSettings.class)
class FinishedConfig {

    @Bean
    FinishedPackets finishedPackets(FinishedSettings settings) {
        return new FinishedPackets(settings.openersMax());
    }
}
