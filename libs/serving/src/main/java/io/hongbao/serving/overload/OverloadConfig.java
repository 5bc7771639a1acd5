package io.hongbao.serving.overload;

import io.hongbao.serving.runtime.RuntimeConfig;
import io.hongbao.serving.runtime.Switches;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For processes that serve calls: what waits in them is measured where they say. */
@AutoConfiguration(after = RuntimeConfig.class)
@EnableConfigurationProperties(OverloadSettings.class)
public class OverloadConfig {

    /** Services whose callers come with tickets: each call has a virtual thread. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnBooleanProperty(name = "hongbao.serving.tickets", matchIfMissing = true)
    static class ServiceWaits {

        @Bean
        LaneWait laneWait(MeterRegistry registry) {
            return new LaneWait(registry);
        }

        @Bean
        MeanWait threadWait() {
            return new MeanWait("threads");
        }

        @Bean
        SchedulerWait schedulerWait(MeanWait threadWait) {
            return SchedulerWait.start(threadWait, List.of(Thread::startVirtualThread));
        }
    }

    @Bean
    @ConditionalOnBean(SchedulerWait.class)
    WatchOverload watchOverload(
            List<QueueWait> waits, OverloadSettings settings, MeterRegistry registry) {
        var watch = new WatchOverload(waits, settings.waitMax(), registry);
        watch.start();
        return watch;
    }

    @Bean
    @ConditionalOnBean(SchedulerWait.class)
    Admission admission(
            WatchOverload watch, Switches switches, Clock clock, MeterRegistry registry) {
        return new Admission(watch::admitted, switches, clock, registry);
    }
}
