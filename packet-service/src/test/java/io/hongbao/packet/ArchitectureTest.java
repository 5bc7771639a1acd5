package io.hongbao.packet;

import io.hongbao.testkit.rules.ArchitectureRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    @Test
    void the_packet_service_keeps_the_rules() {
        ArchitectureRules.check("io.hongbao.packet");
    }
}
