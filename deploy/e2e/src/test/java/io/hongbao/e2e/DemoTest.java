package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.local.demo.Demo;
import java.util.ArrayList;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code deploy/hongbao up} and {@code demo} show. */
@ExtendWith(RunningSuites.class)
class DemoTest {

    private final RunningSuite suite;

    DemoTest(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void the_example_packet_is_opened_by_five_who_are_credited() {
        var said = new ArrayList<String>();

        new Demo(suite.gateway(), RandomGenerator.getDefault(), said::add).run();

        assertThat(said).contains("Luck list (FINISHED)");
        assertThat(said).filteredOn(line -> line.contains(" opens ")).hasSize(5);
        assertThat(said).filteredOn(line -> line.contains("luckiest")).hasSize(1);
        assertThat(said).filteredOn(line -> line.contains(" has ")).hasSize(6);
        suite.requireClean();
    }
}
