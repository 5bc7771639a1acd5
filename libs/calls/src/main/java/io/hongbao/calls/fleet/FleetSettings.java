package io.hongbao.calls.fleet;

import io.hongbao.contracts.routing.Instance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The instances there are: a file that is followed, or lists for good. Every process must be given
 * the same, in any order, and the same {@code ownersOfASet}.
 *
 * @param self the URL by which the others know this instance
 * @param zone where this instance stands
 * @param file {@code fleet.yaml}, in place of the lists
 * @param ownersOfASet how many instances share the tables of one SET, at most
 * @param probeInterval between two questions to an instance whether it is ready
 * @param probeMax how long its answer may take; at most {@code probeInterval}
 */
@ConfigurationProperties("hongbao.fleet")
public record FleetSettings(
        @Nullable String self,
        @DefaultValue("a") String zone,
        @Nullable Path file,
        @DefaultValue List<Instance> packetService,
        @DefaultValue List<Instance> payService,
        @DefaultValue("2") int ownersOfASet,
        @DefaultValue("500ms") Duration probeInterval,
        @DefaultValue("500ms") Duration probeMax) {

    private static final int OWNERS_MAX = 10;

    public FleetSettings {
        packetService = List.copyOf(packetService);
        payService = List.copyOf(payService);
        if (file != null && !(packetService.isEmpty() && payService.isEmpty())) {
            throw new IllegalArgumentException(
                    "must be one of hongbao.fleet.file and lists in hongbao.fleet: file=" + file);
        }
        if (ownersOfASet < 1 || ownersOfASet > OWNERS_MAX) {
            throw new IllegalArgumentException(
                    "must be 1 to 10: hongbao.fleet.owners-of-a-set=" + ownersOfASet);
        }
        if (!probeMax.isPositive() || probeMax.compareTo(probeInterval) > 0) {
            throw new IllegalArgumentException(
                    "must be > 0 and <= probe-interval="
                            + probeInterval
                            + ": hongbao.fleet.probe-max="
                            + probeMax);
        }
    }

    List<Instance> listed(FleetService service) {
        return switch (service) {
            case PACKET_SERVICE -> packetService;
            case PAY_SERVICE -> payService;
        };
    }
}
