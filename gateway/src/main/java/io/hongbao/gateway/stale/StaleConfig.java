package io.hongbao.gateway.stale;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StaleSettings.class)
class StaleConfig {

    @Bean
    LastAnswers lastAnswers(StaleSettings settings, Clock clock) {
        return new LastAnswers(
                settings.memoryMax().toBytes(), settings.lifetime(), clock, System::nanoTime);
    }
}
