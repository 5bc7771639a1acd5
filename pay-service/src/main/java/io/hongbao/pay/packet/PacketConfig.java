package io.hongbao.pay.packet;

import io.hongbao.calls.combine.CombineFactory;
import io.hongbao.calls.fleet.Routes;
import io.hongbao.calls.fleet.RoutesConfig;
import io.hongbao.calls.send.SendAlone;
import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.events.outbox.SignEvents;
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
            SendAlone sendAlone,
            CombineFactory combining,
            Tickets tickets,
            JsonMapper json,
            Clock clock,
            OperationMetrics metrics) {
        return new HttpPacketService(
                routes, sendAlone, combining, tickets, json, clock, metrics, settings);
    }

    @Bean
    PaymentEvents paymentEvents(EventSignatures signatures) {
        return new PaymentEvents(new SignEvents(signatures));
    }
}
