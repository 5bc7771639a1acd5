package io.hongbao.pay.packet;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.pay.http.BoundedCalls;
import io.hongbao.serving.fleet.FleetSettings;
import io.hongbao.serving.metric.OperationMetrics;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Connects the packet service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PacketServiceSettings.class, SetsSettings.class})
class PacketConfig {

    @Bean
    @ConditionalOnMissingBean
    PacketService packetService(
            PacketServiceSettings settings,
            SetsSettings sets,
            FleetSettings fleet,
            Tickets tickets,
            JsonMapper json,
            Clock clock,
            OperationMetrics metrics) {
        return new HttpPacketService(
                fleet,
                new SetZones(sets.file(), fleet.zone(), clock),
                tickets,
                json,
                clock,
                metrics,
                new BoundedCalls(settings.connectMax(), settings.answerMax()));
    }

    @Bean
    PaymentEvents paymentEvents(JsonMapper json, EventSignatures signatures) {
        return new PaymentEvents(json, signatures);
    }
}
