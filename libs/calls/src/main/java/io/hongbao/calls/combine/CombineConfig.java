package io.hongbao.calls.combine;

import io.hongbao.calls.send.Candidates;
import io.hongbao.calls.send.InstanceClient;
import io.hongbao.calls.send.SendConfig;
import io.hongbao.contracts.ticket.Tickets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Combines calls, for who has calls of some kind to combine. */
@AutoConfiguration(after = SendConfig.class, afterName = "io.hongbao.serving.key.KeyConfig")
@EnableConfigurationProperties(CombineSettings.class)
public class CombineConfig {

    @Bean
    CombineFactory combineFactory(
            InstanceClient client,
            Candidates candidates,
            Tickets tickets,
            CombineSettings settings,
            Clock clock,
            MeterRegistry registry) {
        return new CombineFactory(client, candidates, tickets, settings, clock, registry);
    }
}
