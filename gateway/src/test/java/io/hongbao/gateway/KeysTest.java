package io.hongbao.gateway;

import io.hongbao.testkit.page.KeysPage;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outside the profile {@code local}. */
class KeysTest {

    @Test
    void the_gateway_starts_with_the_keys_of_its_column_alone_and_not_without_one(
            @TempDir Path directory) {
        KeysPage.check(
                "gateway",
                keys ->
                        RunningGateway.withoutProfile(
                                directory,
                                Stream.concat(
                                                Stream.of("hongbao.jwt.secret=" + "s".repeat(32)),
                                                keys.stream().map(key -> key.substring(2)))
                                        .toArray(String[]::new)));
    }
}
