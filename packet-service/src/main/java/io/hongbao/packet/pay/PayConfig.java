package io.hongbao.packet.pay;

import io.hongbao.calls.fleet.Fleet;
import io.hongbao.calls.fleet.FleetService;
import io.hongbao.calls.send.SendAlone;
import io.hongbao.contracts.ticket.Tickets;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Connects the pay service. */
@Configuration(proxyBeanMethods = false)
class PayConfig {

    @Bean
    @ConditionalOnMissingBean
    PayService payService(
            Fleet fleet, SendAlone sendAlone, Tickets tickets, JsonMapper json, Clock clock) {
        return new HttpPayService(
                fleet.of(FleetService.PAY_SERVICE), sendAlone, tickets, json, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    ParkPayments parkPayments(
            Fleet fleet, SendAlone sendAlone, Tickets tickets, JsonMapper json, Clock clock) {
        return new HttpParkPayments(
                fleet.of(FleetService.PAY_SERVICE), sendAlone, tickets, json, clock);
    }
}
