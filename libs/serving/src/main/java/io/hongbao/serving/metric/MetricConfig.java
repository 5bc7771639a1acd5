package io.hongbao.serving.metric;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** What services measure with: the clock and the operations' metrics. */
@AutoConfiguration(
        afterName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
public class MetricConfig {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** In a fleet of thousands of lanes somebody may want fewer lines. */
    @Bean
    @ConditionalOnBooleanProperty(name = "hongbao.serving.batch-buckets", matchIfMissing = true)
    MeterFilter laneBuckets() {
        return new LaneBuckets();
    }

    /** Exact, unlike what is counted at garbage collections only. */
    @Bean
    MeterBinder allocatedBytes() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return registry ->
                FunctionCounter.builder(
                                "hongbao.jvm.allocated",
                                threads,
                                ThreadMXBean::getTotalThreadAllocatedBytes)
                        .description("Bytes of heap that all threads allocated, virtual ones too")
                        .baseUnit("bytes")
                        .register(registry);
    }

    @Bean
    OperationMetrics operationMetrics(MeterRegistry registry) {
        return new OperationMetrics(registry);
    }
}
