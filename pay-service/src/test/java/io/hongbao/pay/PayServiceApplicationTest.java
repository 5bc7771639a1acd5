package io.hongbao.pay;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.local.bank.SandboxBank;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.servers.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it is deployed, with nobody there but wallets and bank. */
class PayServiceApplicationTest {

    private static final String SECRET = "a-secret-of-this-test";

    @Test
    void payments_go_on_without_broker_and_packet_service(@TempDir Path directory)
            throws Exception {
        try (SandboxBank bank =
                        SandboxBank.start(
                                0,
                                directory.resolve("books.jsonl"),
                                SECRET,
                                new SplittableRandom(1));
                TestPayService service =
                        TestPayService.startAsDeployed(
                                "hongbao.banks.bank-a.url=http://127.0.0.1:" + bank.port(),
                                "hongbao.banks.bank-a.secret=" + SECRET,
                                "hongbao.fleet.packet-service[0].url=" + nobody(),
                                "hongbao.fleet.packet-service[0].zone=a",
                                "spring.kafka.bootstrap-servers=127.0.0.1:" + FreePort.next())) {
            UserId li = service.userWith(10_00);

            Answer answer = service.pay(service.payTicket(li, 8_88));

            assertThat(answer.word()).isEqualTo("PAID");
            assertThat(service.balance(li)).isEqualTo(1_12);
            assertThat(service.wallets.read("select id from outbox")).hasSize(1);
            assertThat(management(service, "health/readiness")).contains("UP");
            assertThat(management(service, "prometheus"))
                    .contains("hongbao_operations_seconds_count{")
                    .contains("operation=\"pay\"")
                    .contains("hongbao_wallet_ready{");
        }
    }

    @Test
    void a_wrong_bank_secret_is_a_fault_of_ours_that_health_shows_and_readiness_does_not(
            @TempDir Path directory) throws Exception {
        try (SandboxBank bank =
                        SandboxBank.start(
                                0,
                                directory.resolve("books.jsonl"),
                                SECRET,
                                new SplittableRandom(1));
                TestPayService service =
                        TestPayService.startAsDeployed(
                                "hongbao.banks.bank-a.url=http://127.0.0.1:" + bank.port(),
                                "hongbao.banks.bank-a.secret=another",
                                "spring.kafka.bootstrap-servers=127.0.0.1:" + FreePort.next())) {
            assertThat(management(service, "health")).doesNotContain("bank-a");

            Answer answer = service.topUp(TestPayService.newUser(), "key", 1_00, "card-good");

            assertThat(answer.word()).isEqualTo("UNCLEAR");
            assertThat(management(service, "health")).contains("\"bank-a\":\"status 401\"");
            assertThat(management(service, "health/readiness")).contains("UP");
            assertThat(management(service, "prometheus"))
                    .contains("hongbao_bank_refused{bank=\"bank-a\"} 1.0")
                    .contains("hongbao_bank_refused{bank=\"bank-b\"} 0.0");
        }
    }

    private static String nobody() {
        return "http://127.0.0.1:" + FreePort.next();
    }

    private static String management(TestPayService service, String endpoint)
            throws IOException, InterruptedException {
        var uri =
                URI.create(
                        "http://127.0.0.1:" + service.managementPort() + "/actuator/" + endpoint);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
