package io.hongbao.serving.runtime;

import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.catalogue.Switch;
import io.hongbao.catalogue.WatchedRuntime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Follows {@code runtime.yaml} from the start to the end of a service. */
@AutoConfiguration(after = io.hongbao.serving.metric.MetricConfig.class)
@EnableConfigurationProperties({RuntimeFileSettings.class, CatalogueSettings.class})
public class RuntimeConfig {

    private static final Logger log = LoggerFactory.getLogger(RuntimeConfig.class);

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
        Switch.NAMED.forEach(function -> Switches.watch(registry, runtime::current, function));
        runtime.onChange(RuntimeConfig::sayChanges);
        runtime.watch();
        return runtime;
    }

    @Bean
    Switches switches(WatchedRuntime runtime) {
        return new Switches(runtime::current);
    }

    private static void sayChanges(RuntimeSettings before, RuntimeSettings after) {
        after.switchedOff()
                .forEach((function, why) -> {
                    if (!why.equals(before.switchedOff().get(function))) {
                        log.warn("switched off: {} because={}", function, why);
                    }
                });
        before.switchedOff().keySet().stream()
                .filter(function -> after.off(function).isEmpty())
                .forEach(function -> log.warn("switched on: {}", function));
        if (!after.freeRate().equals(before.freeRate())) {
            after.freeRate()
                    .ifPresentOrElse(
                            forced ->
                                    log.warn(
                                            "free rate forced: {} because={}",
                                            forced.decimal(),
                                            forced.because()),
                            () -> log.warn("free rate follows payments"));
        }
    }
}
