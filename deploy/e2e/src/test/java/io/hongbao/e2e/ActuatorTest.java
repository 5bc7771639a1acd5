package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.id.UserId;
import io.hongbao.e2e.Client.Wrapped;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every service tells those who watch it. */
@ExtendWith(RunningSuites.class)
class ActuatorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final JsonMapper JSON = new JsonMapper();

    private final RunningSuite suite;
    private final HttpClient http = HttpClient.newHttpClient();

    ActuatorTest(RunningSuite suite) {
        this.suite = suite;
    }

    /** Many metrics appear with the first thing that they measure. */
    @BeforeAll
    static void one_packet_goes_its_whole_way(RunningSuite suite) {
        UserId sender = suite.fundedUser(1_00);
        UserId opener = suite.newUser();
        Wrapped packet = suite.client().wrapped(sender, "k", "LUCKY", 1_00, 1);
        suite.client().pay(sender, packet);
        suite.client().open(opener, packet);
        suite.eventually("the share is credited", () -> suite.client().changeFen(opener) == 1_00);
        suite.requireClean();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "packet-service", "pay-service", "ledger-consumer"})
    void every_service_is_ready_and_says_which_build_it_is(String service) throws Exception {
        var readiness = get(service, "/actuator/health/readiness");
        JsonNode build = JSON.readTree(get(service, "/actuator/info").body()).path("build");

        assertThat(readiness.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(readiness.body()).path("status").asString()).isEqualTo("UP");
        assertThat(build.path("version").asString("")).isNotBlank();
    }

    /** Another address of the same machine: no setting let it in. */
    @ParameterizedTest
    @ValueSource(strings = {"gateway", "packet-service", "pay-service", "ledger-consumer"})
    void who_watches_from_elsewhere_finds_no_management_port(String service) {
        int port = suite.managementOf(service).getPort();

        assertThatThrownBy(() -> new Socket("127.0.0.2", port).close())
                .isInstanceOf(ConnectException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    service         | metric
                    gateway         | hongbao_operations_seconds_count{
                    packet-service  | hongbao_operations_seconds_count{
                    packet-service  | hongbao_lane_queue_depth{
                    packet-service  | hongbao_lane_batch_size_count{
                    packet-service  | hongbao_lane_wait_seconds_count{
                    packet-service  | hongbao_lane_handling_seconds_count{
                    packet-service  | hongbao_lane_commit_seconds_count{
                    packet-service  | hongbao_outbox_pending{
                    packet-service  | hongbao_consumer_lag{
                    packet-service  | hongbao_set_open{
                    pay-service     | hongbao_operations_seconds_count{
                    pay-service     | hongbao_lane_queue_depth{
                    pay-service     | hongbao_lane_batch_size_count{
                    pay-service     | hongbao_lane_wait_seconds_count{
                    pay-service     | hongbao_lane_handling_seconds_count{
                    pay-service     | hongbao_lane_commit_seconds_count{
                    pay-service     | hongbao_outbox_pending{
                    pay-service     | hongbao_wallet_ready{
                    ledger-consumer | hongbao_posting_batch_count{
                    ledger-consumer | hongbao_posting_entries_total{
                    ledger-consumer | hongbao_posting_shard_up{
                    ledger-consumer | hongbao_lane_commit_seconds_count{
                    ledger-consumer | hongbao_consumer_lag{
                    ledger-consumer | hongbao_consumer_rate_limit{
                    ledger-consumer | hongbao_runtime_refused
                    ledger-consumer | hongbao_credit_delay_seconds_count
                    ledger-consumer | hongbao_record_delay_seconds_count
                    """)
    void every_service_has_its_metrics(String service, String metric) throws Exception {
        String metrics = get(service, "/actuator/prometheus").body();

        assertThat(metrics.lines()).anyMatch(line -> line.startsWith(metric));
    }

    @Test
    void when_all_is_applied_no_group_lags() {
        for (String service : new String[] {"packet-service", "ledger-consumer"}) {
            suite.eventually(
                    "no lag in " + service,
                    () ->
                            get(service, "/actuator/prometheus")
                                    .body()
                                    .lines()
                                    .filter(line -> line.startsWith("hongbao_consumer_lag{"))
                                    .allMatch(line -> line.endsWith("} 0.0")));
        }
    }

    private HttpResponse<String> get(String service, String path) throws Exception {
        var request =
                HttpRequest.newBuilder(suite.managementOf(service).resolve(path))
                        .timeout(PATIENCE)
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
