package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.catalogue.Switch;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.overload.AdmissionRank;
import io.hongbao.contracts.overload.Tier;
import io.hongbao.testkit.cases.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused on behalf of services that say what they admit, and when an operator says so. */
final class OverloadTest {

    private static final long LI = 1001;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private Path directory;
    private RunningGateway gateway;
    private OrderNumber packet;

    @BeforeEach
    void start() {
        gateway =
                new RunningGateway(
                        directory,
                        "hongbao.runtime.file=" + directory.resolve("runtime.yaml"),
                        "hongbao.catalogue.poll=20ms",
                        "hongbao.fleet.probe-interval=20ms",
                        "hongbao.fleet.probe-max=20ms");
        packet = gateway.newPacket();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private RunningGateway.Call details() {
        return gateway.get("/v1/packets/" + gateway.links.linkTo(packet));
    }

    private void admit(List<FakeService> services, int ranks) {
        services.forEach(service -> service.admits = ranks);
    }

    @Test
    void a_tier_that_no_instance_admits_is_refused_before_it_is_known_who_calls() {
        admit(gateway.packetServices, AdmissionRank.first(Tier.SECOND));
        Eventually.isTrue(
                "refused",
                PATIENCE,
                () -> gateway.post("/v1/packets").send().problem().equals("503 overloaded"));
        gateway.packetServices.forEach(FakeService::forget);

        assertThat(details().as(LI).send().problem()).isEqualTo("503 overloaded");
        assertThat(gateway.grab(packet, LI).send().problem()).isEqualTo("503 overloaded");
        assertThat(gateway.packetServices).allMatch(service -> service.received().isEmpty());
        assertThat(gateway.open(packet, LI).send().status()).isEqualTo(200);
        assertThat(gateway.get("/v1/me/wallet").as(LI).send().status()).isEqualTo(200);
    }

    @Test
    void calls_to_the_instance_that_does_not_admit_them_are_refused_and_no_others() {
        gateway.ownerOf(packet).admits = AdmissionRank.first(Tier.SECOND);
        Eventually.isTrue(
                "refused", PATIENCE, () -> gateway.grab(packet, LI).send().status() == 503);

        assertThat(gateway.grab(packet, LI).send().problem()).isEqualTo("503 overloaded");
        assertThat(gateway.open(packet, LI).send().status()).isEqualTo(200);
        OrderNumber elsewhere = packet;
        while (gateway.ownerOf(elsewhere).equals(gateway.ownerOf(packet))) {
            elsewhere = gateway.newPacket(0, elsewhere.table() + 1);
        }
        assertThat(gateway.grab(elsewhere, LI).send().status()).isEqualTo(200);
    }

    @Test
    void a_part_of_the_users_is_refused_and_always_the_same() {
        admit(gateway.packetServices, AdmissionRank.first(Tier.SECOND) + 4);
        Eventually.isTrue(
                "refused",
                PATIENCE,
                () ->
                        LongStream.range(1, 50)
                                .anyMatch(
                                        user -> gateway.grab(packet, user).send().status() == 503));

        List<Integer> once = grabs();
        assertThat(once).contains(200, 503);
        assertThat(grabs()).isEqualTo(once);
    }

    private List<Integer> grabs() {
        return LongStream.range(1, 50)
                .mapToObj(user -> gateway.grab(packet, user).send().status())
                .toList();
    }

    @Test
    void what_is_admitted_again_is_heard_though_nobody_calls() {
        admit(gateway.packetServices, AdmissionRank.first(Tier.SECOND));
        Eventually.isTrue(
                "refused", PATIENCE, () -> gateway.grab(packet, LI).send().status() == 503);
        admit(gateway.packetServices, AdmissionRank.ALL);
        Eventually.isTrue(
                "served", PATIENCE, () -> gateway.grab(packet, LI).send().status() == 200);
    }

    @Test
    void an_operator_refuses_a_tier_and_those_that_matter_less() throws IOException {
        assertThat(gateway.get("/v1/me/wallet").as(LI).send().status()).isEqualTo(200);
        turn(RuntimeSettings.NONE.withSwitch(Switch.tier(3), Optional.of("the eve")));
        Eventually.isTrue("refused", PATIENCE, () -> details().as(LI).send().status() == 503);

        assertThat(details().send().problem()).isEqualTo("503 overloaded");
        assertThat(gateway.get("/v1/me/packets?direction=sent").as(LI).send().problem())
                .isEqualTo("503 overloaded");
        assertThat(gateway.get("/v1/me/wallet").as(LI).send().json().path("stale").asBoolean())
                .isTrue();
        assertThat(gateway.grab(packet, LI).send().status()).isEqualTo(200);
        assertThat(gateway.get("/v1/me/wallet/change").as(LI).send().status()).isEqualTo(200);

        turn(RuntimeSettings.NONE);
        Eventually.isTrue("served", PATIENCE, () -> details().as(LI).send().status() == 200);
    }

    private void turn(RuntimeSettings settings) throws IOException {
        Files.writeString(directory.resolve("runtime.yaml"), settings.yaml());
    }
}
