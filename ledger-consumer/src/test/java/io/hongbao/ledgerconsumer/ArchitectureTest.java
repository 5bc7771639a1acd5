package io.hongbao.ledgerconsumer;

import io.hongbao.testkit.rules.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_rules_hold() {
        ArchitectureRules.check("io.hongbao.ledgerconsumer");
    }
}
