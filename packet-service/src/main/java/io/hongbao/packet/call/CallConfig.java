package io.hongbao.packet.call;

import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.serving.metric.OperationMetrics;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all calls share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CallLimits.class)
class CallConfig {

    @Bean
    MeasureCalls measureCalls(OperationMetrics metrics, Clock clock) {
        return new MeasureCalls(metrics, clock);
    }

    @Bean
    ServeItems serveItems(
            SetRouter sets, Tickets tickets, CallLimits limits, Clock clock, MeasureCalls measure) {
        return new ServeItems(sets, tickets, limits, clock, measure);
    }

    @Bean
    WarmUpLanes warmUpLanes(SetRouter sets, Clock clock) {
        return new WarmUpLanes(sets, clock);
    }
}
