package io.hongbao.packet.details;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.calls.serve.WrittenJson;
import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.catalogue.Switch;
import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.packet.decide.Packets;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.runtime.Switches;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class WriteDetailsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RuntimeSettings runtime = RuntimeSettings.NONE;
    private final WriteDetails writeDetails =
            new WriteDetails(
                    new ShowPacket(new PacketLinks(TestSet.SEED_KEYS), TestSet.SEED_KEYS),
                    new Switches(() -> runtime),
                    JSON,
                    new SimpleMeterRegistry());

    @Test
    void a_state_is_written_once_for_all_who_look_at_it() {
        PacketState packet = Packets.packet(StoredState.FINISHED, PacketKind.LUCKY, true);

        WrittenJson first = writeDetails.of(packet, Packets.LI, Packets.PAID_AT);

        assertThat(writeDetails.of(packet, Packets.WANG, Packets.PAID_AT)).isSameAs(first);
        assertThat(JSON.readTree(first.text()).get("state").stringValue()).isEqualTo("FINISHED");
    }

    @Test
    void a_packet_that_expires_is_shown_so_though_its_state_stays() {
        PacketState packet = Packets.packet(StoredState.ACTIVE, PacketKind.LUCKY, false);

        WrittenJson before = writeDetails.of(packet, Packets.LI, Packets.EXPIRES_AT.minusMillis(1));
        WrittenJson after = writeDetails.of(packet, Packets.LI, Packets.EXPIRES_AT);

        assertThat(JSON.readTree(before.text()).get("state").stringValue()).isEqualTo("ACTIVE");
        assertThat(JSON.readTree(after.text()).get("state").stringValue()).isEqualTo("EXPIRED");
    }

    @Test
    void a_changed_packet_is_written_anew() {
        PacketState active = Packets.packet(StoredState.ACTIVE, PacketKind.LUCKY, false);
        PacketState opened = Packets.packet(StoredState.ACTIVE, PacketKind.LUCKY, true);
        writeDetails.of(active, Packets.LI, Packets.PAID_AT);

        WrittenJson after = writeDetails.of(opened, Packets.LI, Packets.PAID_AT);

        assertThat(JSON.readTree(after.text()).get("openedShares").intValue()).isEqualTo(1);
    }

    @Test
    void what_was_written_for_others_is_not_shown_to_everybody() {
        PacketState packet = Packets.packet(StoredState.ACTIVE, PacketKind.EXCLUSIVE, false);
        writeDetails.of(packet, Packets.LI, Packets.PAID_AT);

        assertThatThrownBy(() -> writeDetails.of(packet, new UserId(9), Packets.PAID_AT))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not_a_recipient");
    }

    @Test
    void what_strangers_are_shown_is_written_apart() {
        PacketState packet = Packets.packet(StoredState.ACTIVE, PacketKind.LUCKY, true);

        WrittenJson ofStranger = writeDetails.of(packet, new UserId(9), Packets.PAID_AT);
        WrittenJson ofOpener = writeDetails.of(packet, Packets.WANG, Packets.PAID_AT);

        assertThat(ofStranger.text()).doesNotContain("opens", "openedFen", "openedShares");
        assertThat(ofOpener.text()).contains("opens", "openedFen", "openedShares");
        assertThat(writeDetails.of(packet, new UserId(8), Packets.PAID_AT)).isSameAs(ofStranger);
    }

    @ParameterizedTest
    @CsvSource({"FINISHED, -1", "ACTIVE, 1", "ACTIVE, 0"})
    void openers_are_shown_to_nobody_while_they_are_switched_off(
            StoredState state, int minutesToExpiry) {
        PacketState packet = Packets.packet(state, PacketKind.LUCKY, true);
        Instant now = Packets.EXPIRES_AT.minusSeconds(60L * minutesToExpiry);
        String before = writeDetails.of(packet, Packets.LI, now).text();

        runtime = runtime.withSwitch(Switch.OPENERS, Optional.of("too much"));
        String off = writeDetails.of(packet, Packets.LI, now).text();
        runtime = RuntimeSettings.NONE;

        assertThat(off).doesNotContain("opens", "openedFen", "openedShares");
        assertThat(JSON.readTree(off).get("totalFen").intValue()).isEqualTo(100);
        assertThat(writeDetails.of(packet, Packets.LI, now).text()).isEqualTo(before);
        assertThat(before).contains("opens");
    }
}
