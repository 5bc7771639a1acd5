package io.hongbao.local;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.hongbao.testkit.rules.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_rules_of_the_architecture_hold() {
        assertThatCode(() -> ArchitectureRules.check("io.hongbao.local"))
                .doesNotThrowAnyException();
    }
}
