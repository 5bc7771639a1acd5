package io.hongbao.serving.fleet;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Reads the fleet from the settings, and follows it. */
@AutoConfiguration(
        afterName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@EnableConfigurationProperties(FleetSettings.class)
public class FleetConfig {

    @Bean
    HttpAskReady askReady(FleetSettings settings) {
        return new HttpAskReady(settings.probeMax());
    }

    @Bean
    Fleet fleet(FleetSettings settings, HttpAskReady askReady, MeterRegistry registry) {
        return new Fleet(settings, askReady, registry);
    }
}
