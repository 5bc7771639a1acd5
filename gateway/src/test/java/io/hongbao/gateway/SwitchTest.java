package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.catalogue.Switch;
import io.hongbao.testkit.cases.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator switches off is refused, where nothing is remembered, and all else is there. */
final class SwitchTest {

    private static final long LI = 1001;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private Path directory;
    private RunningGateway gateway;

    @BeforeEach
    void start() {
        gateway =
                new RunningGateway(
                        directory,
                        "hongbao.runtime.file=" + directory.resolve("runtime.yaml"),
                        "hongbao.catalogue.poll=20ms",
                        "hongbao.gateway.stale.memory-max=0B");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "lists, /v1/me/packets?direction=sent, /v1/me/wallet",
        "lists, /v1/me/wallet/transfers, /v1/me/notifications",
        "lists, /v1/me/moments?role=seen, /v1/me/wallet",
        "wallet-home, /v1/me/wallet, /v1/me/wallet/change",
        "notifications, /v1/me/notifications, /v1/me/wallet"
    })
    void what_is_switched_off_is_refused_before_a_service_is_asked(
            String name, String path, String other) throws IOException {
        Switch function = Switch.parse(name).orElseThrow();
        assertThat(get(path)).isEqualTo(200);

        turn(RuntimeSettings.NONE.withSwitch(function, Optional.of("too much")));
        Eventually.isTrue("switched off", PATIENCE, () -> get(path) == 503);
        gateway.reset();
        RunningGateway.Got refused = gateway.get(path).as(LI).send();

        assertThat(refused.problem()).isEqualTo("503 switched_off");
        assertThat(refused.body()).doesNotContain("too much");
        assertThat(gateway.get(path).send().problem()).isEqualTo("401 unauthenticated");
        assertThat(gateway.payServices).allMatch(service -> service.received().isEmpty());
        assertThat(get(other)).isEqualTo(200);

        turn(RuntimeSettings.NONE);
        Eventually.isTrue("switched on", PATIENCE, () -> get(path) == 200);
    }

    private int get(String path) {
        return gateway.get(path).as(LI).send().status();
    }

    private void turn(RuntimeSettings settings) throws IOException {
        Files.writeString(directory.resolve("runtime.yaml"), settings.yaml());
    }
}
