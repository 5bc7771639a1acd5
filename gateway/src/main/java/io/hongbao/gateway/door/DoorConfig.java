package io.hongbao.gateway.door;

import io.hongbao.calls.fleet.Fleet;
import io.hongbao.calls.fleet.FleetService;
import io.hongbao.calls.send.ToldLevels;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.gateway.api.PublicOperation;
import io.hongbao.gateway.api.PublicPaths;
import io.hongbao.gateway.call.RenderResponse;
import io.hongbao.gateway.connection.ConnectionSettings;
import io.hongbao.gateway.cross.CrossCall;
import io.hongbao.gateway.user.Users;
import io.hongbao.serving.metric.OperationMetrics;
import io.hongbao.serving.overload.Admission;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DoorSettings.class)
class DoorConfig {

    /** Tokens for trying out are there when something makes them: in profile {@code local}. */
    @Bean
    PublicPaths publicPaths(CrossCall crossings) {
        var operations = EnumSet.allOf(PublicOperation.class);
        if (!crossings.mintsTokens()) {
            operations.remove(PublicOperation.MINT_TOKEN);
        }
        return new PublicPaths(operations);
    }

    /** So that what is refused under load can be told by how much it matters. */
    @Bean
    MeterFilter tierOfOperations() {
        Map<String, Tag> tiers =
                Arrays.stream(PublicOperation.values())
                        .collect(Collectors.toMap(PublicOperation::label, DoorConfig::tier));
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                Tag tier = tiers.get(String.valueOf(id.getTag("operation")));
                return tier == null ? id : id.withTag(tier);
            }
        };
    }

    private static Tag tier(PublicOperation operation) {
        return Tag.of("tier", operation.tier().label());
    }

    @Bean
    CheckOverload checkOverload(Admission admission, ToldLevels told, Fleet fleet) {
        return new CheckOverload(
                admission,
                told,
                fleet.of(FleetService.PACKET_SERVICE),
                fleet.of(FleetService.PAY_SERVICE));
    }

    @Bean
    AdmitCall admit(
            Users users,
            PacketLinks links,
            CheckOverload overload,
            @Value("${hongbao.serving.body-max}") DataSize bodyMax,
            ConnectionSettings connections) {
        return new AdmitCall(users, links, overload, bodyMax, connections.bodyMax());
    }

    @Bean
    EndStreams endStreams() {
        return new EndStreams();
    }

    @Bean
    WebHttpHandlerBuilderCustomizer door(
            PublicPaths paths,
            AdmitCall admit,
            CrossCall crossings,
            RenderResponse answers,
            OperationMetrics metrics,
            DoorSettings settings,
            EndStreams endStreams) {
        return builder ->
                builder.httpHandlerDecorator(dispatcher ->
                        new Door(
                                paths,
                                admit,
                                crossings,
                                answers,
                                metrics,
                                settings,
                                endStreams,
                                dispatcher));
    }
}
