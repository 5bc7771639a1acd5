package io.hongbao.pay;

import io.hongbao.testkit.page.KeysPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Outside the profile {@code local}, and without any database or Kafka. */
class KeysTest {

    @Test
    void the_service_starts_with_the_keys_of_its_column_alone_and_not_without_one(
            @TempDir Path directory) throws IOException {
        Path wallets =
                Files.writeString(
                        directory.resolve("wallets.yaml"),
                        """
                        wallets:
                          - {id: wallet-0, url: "jdbc:mysql://127.0.0.1:1/none", slots: 0-99}
                        """);
        List<String> settings =
                List.of(
                        "--hongbao.sets.file=" + TestWallets.sets(),
                        "--hongbao.wallets.file=" + wallets,
                        "--hongbao.wallets.username=nobody",
                        "--hongbao.wallets.password=nothing",
                        "--hongbao.banks.a.url=http://127.0.0.1:1",
                        "--hongbao.banks.a.secret=nothing");

        KeysPage.check(
                "pay-service",
                settings,
                arguments ->
                        new SpringApplicationBuilder(PayServiceApplication.class).run(arguments));
    }
}
