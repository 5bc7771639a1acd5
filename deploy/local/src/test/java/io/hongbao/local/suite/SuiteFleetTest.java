package io.hongbao.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteFleetTest {

    private static final InstanceName SECOND = new InstanceName(InstanceName.PACKET, 2);

    @TempDir Path directory;

    @Test
    void who_joined_is_called_and_remembered() throws IOException {
        new SuiteFleet(directory, SuitePorts.local(0)).join(SECOND);

        var found = new SuiteFleet(directory, SuitePorts.local(0));
        assertThat(found.members(InstanceName.PACKET))
                .containsExactly(new InstanceName(InstanceName.PACKET, 1), SECOND);
        assertThat(Files.readString(found.file()))
                .isEqualTo(
                        """
                        # Written by deploy/hongbao: the instances that are called. Services watch it.
                        packet-service:
                          - {url: "http://127.0.0.1:8081", zone: a}
                          - {url: "http://127.0.0.1:8181", zone: a}
                        pay-service:
                          - {url: "http://127.0.0.1:8082", zone: a}
                        """);
    }

    @Test
    void who_left_is_not_called() throws IOException {
        var fleet = new SuiteFleet(directory, SuitePorts.local(0));
        fleet.join(SECOND);

        fleet.leave(new InstanceName(InstanceName.PACKET, 1));

        assertThat(fleet.members(InstanceName.PACKET)).containsExactly(SECOND);
        assertThat(Files.readString(fleet.file())).doesNotContain(":8081");
    }

    @ParameterizedTest
    @ValueSource(strings = {"packet-service", "packet-service-2", "pay-service-9"})
    void names_of_instances_are_read_as_they_are_written(String name) {
        assertThat(InstanceName.parse(name))
                .hasValueSatisfying(found -> {
                    assertThat(found).hasToString(name);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"packet-service-1", "packet-service-10", "gateway-2", "set-000", ""})
    void other_names_are_no_instances(String name) {
        assertThat(InstanceName.parse(name)).isEmpty();
    }
}
