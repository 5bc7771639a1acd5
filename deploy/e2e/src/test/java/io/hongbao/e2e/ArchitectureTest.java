package io.hongbao.e2e;

import io.hongbao.testkit.rules.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void all_modules_keep_the_rules() {
        ArchitectureRules.check("io.hongbao");
    }
}
