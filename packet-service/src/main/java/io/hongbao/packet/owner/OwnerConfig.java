package io.hongbao.packet.owner;

import io.hongbao.calls.fleet.Fleet;
import io.hongbao.calls.fleet.FleetService;
import io.hongbao.calls.fleet.FleetSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who this instance is, and which others live. */
@Configuration(proxyBeanMethods = false)
class OwnerConfig {

    @Bean
    TableOwners tableOwners(FleetSettings settings, Fleet fleet) {
        return new TableOwners(
                settings.self(), settings.ownersOfASet(), fleet.ofOwn(FleetService.PACKET_SERVICE));
    }
}
