package io.hongbao.calls.send;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** The real client, for tests of other packages. */
public final class TestClients {

    private TestClients() {}

    public static InstanceClient client(MeterRegistry registry) {
        return new InstanceClient(
                settings(),
                new ClockSkew(settings().skewMax(), registry),
                new ToldLevels(System::nanoTime),
                Clock.systemUTC());
    }

    public static Candidates candidates(int retryPercent, MeterRegistry registry) {
        return new Candidates(
                settings().avoidFor(),
                new RetryBudget(retryPercent, System::nanoTime),
                new CallMetrics(registry),
                Ticker.systemTicker());
    }

    public static SendAlone sendAlone(InstanceClient client, Candidates candidates) {
        return new SendAlone(client, candidates, JsonMapper.builder().build());
    }

    static CallSettings settings() {
        return new CallSettings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                DataSize.ofMegabytes(1),
                100,
                20,
                Duration.ofMillis(500));
    }
}
