package io.hongbao.serving.fleet;

import io.hongbao.contracts.routing.Instance;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The instances there are. Every process must be given the same lists, in any order.
 *
 * @param self the URL by which the others know this instance
 * @param zone where this instance stands
 */
@ConfigurationProperties("hongbao.fleet")
public record FleetSettings(
        @Nullable String self,
        @DefaultValue("a") String zone,
        @DefaultValue List<Instance> packetService,
        @DefaultValue List<Instance> payService) {

    public FleetSettings {
        packetService = List.copyOf(packetService);
        payService = List.copyOf(payService);
    }
}
