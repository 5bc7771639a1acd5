package io.hongbao.packet.actuator;

import io.hongbao.catalogue.WatchedSets;
import io.hongbao.packet.set.SetMeters;
import io.hongbao.packet.set.SetRouter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the endpoint on the management port. */
@Configuration(proxyBeanMethods = false)
class ActuatorConfig {

    @Bean
    SetsEndpoint setsEndpoint(WatchedSets catalogue, SetRouter sets, SetMeters meters) {
        return new SetsEndpoint(catalogue, sets, meters);
    }
}
