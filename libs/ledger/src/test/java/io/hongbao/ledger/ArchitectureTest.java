package io.hongbao.ledger;

import io.hongbao.testkit.rules.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void this_module_keeps_the_rules() {
        ArchitectureRules.check("io.hongbao.ledger");
    }
}
