package io.hongbao.ledgerconsumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.testkit.page.KeysPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Outside the profile {@code local}, and without any database or Kafka. */
class KeysTest {

    private static final String SECRET =
            Base64.getEncoder().encodeToString("a secret of the webhook, 32 bytes".getBytes(UTF_8));

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
                        "--hongbao.wallets.file=" + wallets,
                        "--hongbao.wallets.username=nobody",
                        "--hongbao.wallets.password=nothing");

        check(settings);

        assertThatThrownBy(() ->
                        check(
                                Stream.of(
                                                settings,
                                                List.of(
                                                        "--hongbao.webhook.url=https://a.example.com",
                                                        "--hongbao.webhook.secret=" + SECRET))
                                        .flatMap(List::stream)
                                        .toList()))
                .as("with a webhook")
                .hasStackTraceContaining("must be set: hongbao.keys.link");
    }

    private static void check(List<String> settings) {
        KeysPage.check(
                "ledger-consumer",
                settings,
                arguments ->
                        new SpringApplicationBuilder(LedgerConsumerApplication.class)
                                .run(arguments));
    }
}
