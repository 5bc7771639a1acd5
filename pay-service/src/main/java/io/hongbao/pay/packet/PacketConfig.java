package io.hongbao.pay.packet;

import io.hongbao.calls.combine.CombineFactory;
import io.hongbao.calls.fleet.Routes;
import io.hongbao.calls.fleet.RoutesConfig;
import io.hongbao.contracts.event.EventStream;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.events.outbox.SignEvents;
import io.hongbao.serving.key.EventKeys;
import io.hongbao.serving.metric.OperationMetrics;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Connects the packet service. */
@Configuration(proxyBeanMethods = false)
@Import(RoutesConfig.class)
@EnableConfigurationProperties(PacketServiceSettings.class)
class PacketConfig {

    @Bean
    @ConditionalOnMissingBean
    PacketService packetService(
            PacketServiceSettings settings,
            Routes routes,
            CombineFactory combining,
            Tickets tickets,
            JsonMapper json,
            Clock clock,
            OperationMetrics metrics,
            PaymentEvents events) {
        return new HttpPacketService(
                routes, combining, tickets, json, clock, metrics, settings, events);
    }

    @Bean
    PaymentEvents paymentEvents(EventKeys keys) {
        return new PaymentEvents(new SignEvents(keys.of(EventStream.PAYMENTS)));
    }
}
