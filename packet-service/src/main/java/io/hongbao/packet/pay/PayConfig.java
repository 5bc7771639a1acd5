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
    CallPayService callPayService(Fleet fleet, SendAlone sendAlone, Tickets tickets, Clock clock) {
        return new CallPayService(fleet.of(FleetService.PAY_SERVICE), sendAlone, tickets, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    PayService payService(CallPayService payService, JsonMapper json) {
        return new HttpPayService(payService, json);
    }

    @Bean
    @ConditionalOnMissingBean
    ParkPayments parkPayments(CallPayService payService, JsonMapper json) {
        return new HttpParkPayments(payService, json);
    }
}
