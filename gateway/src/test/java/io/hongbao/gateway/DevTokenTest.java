package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens for trying out. */
final class DevTokenTest {

    @TempDir private static Path directory;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RunningGateway(directory);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001", "1001.0", "\"1001\"", "\"1742391298237645313\""})
    void a_token_lets_its_user_in(String userId) {
        var token = gateway.post("/v1/dev/tokens").json("{\"userId\":" + userId + "}").send();

        assertThat(token.status()).isEqualTo(200);
        var wallet =
                gateway.get("/v1/me/wallet")
                        .header(
                                "Authorization",
                                "Bearer " + token.json().get("token").stringValue())
                        .send();
        assertThat(wallet.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"userId\":0}",
                "{\"userId\":-1}",
                "{\"userId\":\" 1001\"}",
                "{\"userId\":\"01001\"}",
                "{\"userId\":\"1e3\"}",
                "{\"userId\":\"\"}",
                "{\"userId\":[1001]}",
                "{\"userId\":1e30}",
                "{\"userId\":1.5}",
                "{\"userId\":null}",
                "{\"userId\":99999999999999999999}",
                "{\"userId\":1,\"admin\":true}",
                "{\"userId\":1,\"userId\":2}",
                "{\"userId\":1} x",
            })
    void anything_else_is_refused(String body) {
        var answer = gateway.post("/v1/dev/tokens").json(body).send();

        assertThat(answer.problem()).isEqualTo("400 invalid_request");
    }

    @Test
    void outside_the_profile_local_there_are_none() {
        try (var strict =
                RunningGateway.withoutProfile(
                        directory,
                        "hongbao.jwt.secret=" + "s".repeat(32),
                        "hongbao.keys.tickets.gateway-packet.active=k",
                        "hongbao.keys.tickets.gateway-packet.keys.k=" + "t".repeat(44),
                        "hongbao.keys.tickets.gateway-pay.active=k",
                        "hongbao.keys.tickets.gateway-pay.keys.k=" + "u".repeat(44),
                        "hongbao.keys.link.[20260101]=" + "l".repeat(44))) {
            var answer = strict.post("/v1/dev/tokens").json("{\"userId\":1001}").send();

            assertThat(answer.problem()).isEqualTo("404 not_found");
        }
    }
}
