package io.hongbao.packet.freerate;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets the rate. */
@Configuration(proxyBeanMethods = false)
class FreeRateConfig {

    @Bean
    FreeRate freeRate(FreeRateSettings settings) {
        int base = settings.basePartsPerMillion();
        return () -> base;
    }
}
