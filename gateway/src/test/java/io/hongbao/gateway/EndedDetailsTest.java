package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.catalogue.Switch;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.gateway.FakeService.Given;
import io.hongbao.testkit.cases.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Details of packets that have ended: once from the service, then from memory, when all may. */
final class EndedDetailsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long LI = 1001;
    private static final long WANG = 1002;
    private static final String OPENS = ",\"openedFen\":1,\"openedShares\":1,\"opens\":[]";
    private static final String SEED = ",\"seed\":\"" + "0".repeat(64) + "\"";

    @TempDir private static Path directory;
    private static RunningGateway gateway;

    private OrderNumber packet;
    private String path;

    @BeforeAll
    static void start() {
        gateway =
                new RunningGateway(
                        directory,
                        "hongbao.runtime.file=" + directory.resolve("runtime.yaml"),
                        "hongbao.catalogue.poll=20ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void newPacket() {
        gateway.reset();
        packet = gateway.newPacket();
        path = "/v1/packets/" + gateway.links.linkTo(packet);
        shows("FINISHED", OPENS + SEED);
    }

    private void shows(String state, String members) {
        gateway.packetServices.forEach(service ->
                service.calls =
                        _ ->
                                Given.json(
                                        200,
                                        String.format(
                                                Locale.ROOT,
                                                """
                                                {"packetId":"%s","kind":"LUCKY","greeting":"\\"seed\\":\\"","senderId":"1",\
                                                "totalFen":1,"shares":1,"state":"%s","createdAt":"2026-11-21T04:00:00Z",\
                                                "payBy":"2026-11-21T04:15:00Z","commitment":"%s"%s}\
                                                """,
                                                gateway.links.linkTo(packet),
                                                state,
                                                "0".repeat(64),
                                                members)));
    }

    private RunningGateway.Got view(long user) {
        return gateway.get(path).as(user).send();
    }

    private int asked() {
        return gateway.ownerOf(packet).received().size();
    }

    @Test
    void the_service_is_asked_once_for_all_who_look() {
        var first = view(LI);
        var second = view(WANG);

        assertThat(second.body()).isEqualTo(first.body()).contains("FINISHED");
        assertThat(asked()).isEqualTo(1);
        assertThat(second.header("Cache-Control")).isEqualTo("private, max-age=3600, immutable");
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(gateway.get(path).send().problem()).isEqualTo("401 unauthenticated");
        assertThat(
                        gateway.get(path)
                                .as(LI)
                                .header("If-None-Match", first.header("ETag"))
                                .send()
                                .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({
        "of one under way,            ACTIVE,   OPENS",
        "of one without its openers,  FINISHED, SEED",
        "of one for named users only, FINISHED, RECIPIENTS"
    })
    void whatever_may_change_or_is_not_for_all_is_asked_for_each_time(
            String what, String state, String members) {
        shows(
                state,
                switch (members) {
                    case "OPENS" -> OPENS;
                    case "SEED" -> SEED;
                    default -> ",\"recipients\":[\"1001\"]" + OPENS + SEED;
                });

        var first = view(LI);
        view(WANG);

        assertThat(asked()).as(what).isEqualTo(2);
        assertThat(first.header("ETag").isEmpty()).isEqualTo(!members.equals("RECIPIENTS"));
    }

    @Test
    void nothing_is_told_from_memory_while_openers_are_switched_off() throws IOException {
        view(LI);

        turn(RuntimeSettings.NONE.withSwitch(Switch.OPENERS, Optional.of("too much")));

        Eventually.isTrue(
                "asked",
                PATIENCE,
                () -> {
                    view(LI);
                    return asked() > 1;
                });
        turn(RuntimeSettings.NONE);
    }

    private static void turn(RuntimeSettings settings) throws IOException {
        Files.writeString(directory.resolve("runtime.yaml"), settings.yaml());
    }

    @Test
    void hits_and_misses_are_counted() throws Exception {
        view(LI);
        view(LI);

        assertThat(
                        RawHttp.send(
                                gateway.managementPort(),
                                "GET /actuator/prometheus HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .containsPattern(
                        "cache_gets_total\\{[^}]*cache=\"ended_details\"[^}]*result=\"hit\"[^}]*} [1-9]")
                .contains(
                        "cache=\"finished_packets\"",
                        "cache=\"last_answers\"",
                        "cache=\"verified_tokens\"");
    }
}
