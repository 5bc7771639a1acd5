package io.hongbao.reconcile;

import io.hongbao.testkit.rules.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_rules_hold() {
        ArchitectureRules.check("io.hongbao.reconcile");
    }
}
