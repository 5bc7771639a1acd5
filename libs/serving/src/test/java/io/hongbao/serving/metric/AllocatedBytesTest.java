package io.hongbao.serving.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class AllocatedBytesTest {

    private static final int MIB = 1 << 20;

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicReference<byte[]> kept = new AtomicReference<>();

    AllocatedBytesTest() {
        new MetricConfig().allocatedBytes().bindTo(registry);
    }

    @Test
    void what_a_thread_and_a_virtual_thread_allocated_is_counted_after_they_ended()
            throws InterruptedException {
        for (Thread.Builder threads :
                new Thread.Builder[] {Thread.ofPlatform(), Thread.ofVirtual()}) {
            double before = allocated();

            threads.start(this::allocate64Mib).join();

            assertThat(allocated() - before).isBetween(64.0 * MIB, 96.0 * MIB);
        }
    }

    private void allocate64Mib() {
        for (int i = 0; i < 64; i++) {
            kept.set(new byte[MIB]);
        }
    }

    private double allocated() {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith("hongbao_jvm_allocated_bytes_total "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }
}
