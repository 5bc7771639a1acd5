package io.hongbao.bench;

import io.hongbao.testkit.rules.ArchitectureRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    @Test
    void the_structure_holds() {
        ArchitectureRules.check("io.hongbao.bench");
    }
}
