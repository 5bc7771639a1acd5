package io.hongbao.planter;

import io.hongbao.testkit.rules.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_rules_of_the_architecture_hold() {
        ArchitectureRules.check("io.hongbao.planter");
    }
}
