package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.testkit.cases.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More wallet homes than wallets are asked for. */
final class WalletHomeLimitTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String WALLET = "/v1/me/wallet";
    private static final long LI = 1001;
    private static final long WANG = 1002;

    @TempDir private Path directory;
    private RunningGateway gateway;

    @BeforeEach
    void start() {
        gateway = new RunningGateway(directory, "hongbao.gateway.stale.wallet-homes-per-second=1");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private RunningGateway.Got get(String path, long user) {
        return gateway.get(path).as(user).send();
    }

    @Test
    void the_last_known_is_told_and_the_exact_balance_is_there() {
        assertThat(get(WALLET, LI).status()).isEqualTo(200);

        Eventually.isTrue(
                "too many",
                PATIENCE,
                () -> get(WALLET, LI).json().path("notice").asString("").equals("overloaded"));

        assertThat(get(WALLET + "/change", LI).json().has("stale")).isFalse();
    }

    @Test
    void a_user_of_whom_nothing_is_known_is_asked_to_come_again() {
        var refused =
                Eventually.value(
                        "too many",
                        PATIENCE,
                        () -> {
                            assertThat(get(WALLET, LI).status()).isEqualTo(200);
                            return Optional.of(get(WALLET, WANG))
                                    .filter(got -> got.status() == 503);
                        });

        assertThat(refused.problem()).isEqualTo("503 overloaded");
    }
}
