package io.hongbao.gateway;

import io.hongbao.testkit.rules.ArchitectureRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    @Test
    void the_rules_hold() {
        ArchitectureRules.check("io.hongbao.gateway");
    }
}
