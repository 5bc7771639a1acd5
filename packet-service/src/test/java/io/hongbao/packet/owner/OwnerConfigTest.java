package io.hongbao.packet.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.calls.fleet.FleetConfig;
import io.hongbao.calls.send.SendConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

class OwnerConfigTest {

    private final ApplicationContextRunner context =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(SendConfig.class, FleetConfig.class))
                    .withUserConfiguration(OwnerConfig.class)
                    .withBean(SimpleMeterRegistry.class)
                    .withBean(JsonMapper.class, JsonMapper::new)
                    .withBean(Clock.class, Clock::systemUTC)
                    .withPropertyValues(
                            "hongbao.fleet.packet-service[0].url=http://127.0.0.1:1",
                            "hongbao.fleet.packet-service[0].zone=a");

    @Test
    void a_service_that_is_not_listed_by_its_own_name_does_not_start() {
        context.withPropertyValues("hongbao.fleet.self=http://localhost:1")
                .run(started ->
                        assertThat(started)
                                .getFailure()
                                .rootCause()
                                .hasMessageStartingWith(
                                        "must be the url of a listed packet-service:"
                                                + " hongbao.fleet.self=http://localhost:1"));
    }

    @Test
    void a_service_that_is_listed_starts() {
        context.withPropertyValues("hongbao.fleet.self=http://127.0.0.1:1")
                .run(started -> assertThat(started).hasSingleBean(TableOwners.class));
    }
}
