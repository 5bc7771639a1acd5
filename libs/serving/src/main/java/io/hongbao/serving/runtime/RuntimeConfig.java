package io.hongbao.serving.runtime;

import io.hongbao.catalogue.WatchedRuntime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Follows {@code runtime.yaml} from the start to the end of a service. */
@AutoConfiguration(after = io.hongbao.serving.metric.MetricConfig.class)
@EnableConfigurationProperties({RuntimeFileSettings.class, CatalogueSettings.class})
public class RuntimeConfig {

    @Bean
    WatchedRuntime watchedRuntime(
            RuntimeFileSettings settings,
            CatalogueSettings following,
            MeterRegistry registry,
            Clock clock) {
        WatchedRuntime runtime =
                settings.file() == null
                        ? WatchedRuntime.none(clock)
                        : WatchedRuntime.read(settings.file(), following.poll(), clock);
        Gauge.builder("hongbao.runtime.refused", () -> runtime.refusal().isPresent() ? 1 : 0)
                .description("1 while the file is not what is set")
                .register(registry);
        runtime.watch();
        return runtime;
    }
}
