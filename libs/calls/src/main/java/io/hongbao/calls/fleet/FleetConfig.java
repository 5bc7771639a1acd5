package io.hongbao.calls.fleet;

import io.hongbao.calls.send.InstanceClient;
import io.hongbao.calls.send.SendConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Reads the fleet from the settings, and follows it. */
@AutoConfiguration(after = SendConfig.class)
@EnableConfigurationProperties(FleetSettings.class)
public class FleetConfig {

    @Bean
    AskReady askReady(InstanceClient client, FleetSettings settings) {
        return new AskReady(client, settings.probeMax());
    }

    @Bean
    Fleet fleet(FleetSettings settings, AskReady askReady, MeterRegistry registry, Clock clock) {
        return new Fleet(settings, askReady, registry, clock);
    }
}
