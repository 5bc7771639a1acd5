package io.hongbao.calls.send;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** The client of all calls to other processes. */
@AutoConfiguration(
        afterName = {
            "io.hongbao.serving.metric.MetricConfig",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@EnableConfigurationProperties(CallSettings.class)
public class SendConfig {

    @Bean
    ToldLevels toldLevels() {
        return new ToldLevels(System::nanoTime);
    }

    @Bean
    InstanceClient instanceClient(
            CallSettings settings, MeterRegistry registry, ToldLevels told, Clock clock) {
        return new InstanceClient(
                settings, new ClockSkew(settings.skewMax(), registry), told, clock);
    }

    @Bean
    Candidates candidates(CallSettings settings, MeterRegistry registry) {
        return new Candidates(
                settings.avoidFor(),
                new RetryBudget(settings.retryPercent(), System::nanoTime),
                new CallMetrics(registry),
                Ticker.systemTicker());
    }

    @Bean
    SendAlone sendAlone(InstanceClient client, Candidates candidates, JsonMapper json) {
        return new SendAlone(client, candidates, json);
    }
}
