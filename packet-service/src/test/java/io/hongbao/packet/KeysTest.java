package io.hongbao.packet;

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
        Path sets =
                Files.writeString(
                        directory.resolve("sets.yaml"),
                        """
                        sets:
                          - {id: "000", url: "jdbc:mysql://127.0.0.1:1/none", city: x, zone: a, weight: 1}
                        """);
        List<String> settings =
                List.of(
                        "--hongbao.sets.file=" + sets,
                        "--hongbao.sets.username=nobody",
                        "--hongbao.sets.password=nothing");

        KeysPage.check(
                "packet-service",
                settings,
                arguments ->
                        new SpringApplicationBuilder(PacketServiceApplication.class)
                                .run(arguments));
    }
}
