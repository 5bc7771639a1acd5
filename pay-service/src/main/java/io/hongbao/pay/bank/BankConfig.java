package io.hongbao.pay.bank;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.hongbao.catalogue.Switch;
import io.hongbao.catalogue.WatchedRuntime;
import io.hongbao.serving.runtime.Switches;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the channels of all banks. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BankSettings.class)
class BankConfig {

    /** By name, for all banks of the settings. */
    record BankRefusals(Map<String, BankRefusal> byBank) {}

    @Bean
    BankRefusals bankRefusals(BankSettings settings) {
        var refusals = new LinkedHashMap<String, BankRefusal>();
        settings.banks().keySet().forEach(name -> refusals.put(name, new BankRefusal(name)));
        return new BankRefusals(refusals);
    }

    /** Called {@code banks} in {@code /actuator/health}, by the name of this bean. */
    @Bean
    BankHealth banksHealthIndicator(BankRefusals refusals) {
        return new BankHealth(refusals.byBank());
    }

    @Bean
    @ConditionalOnMissingBean
    BankChannels bankChannels(
            BankSettings settings,
            List<BankChannelKind> kinds,
            BankRefusals refusals,
            MeterRegistry registry,
            WatchedRuntime runtime,
            Clock clock) {
        var channels = new LinkedHashMap<String, BankChannel>();
        settings.banks()
                .forEach((name, bank) -> {
                    BankRefusal refusal = Objects.requireNonNull(refusals.byBank().get(name));
                    BankChannel channel = kind(kinds, name, bank).channel(name, bank, refusal);
                    CircuitBreaker circuit = ResilientBankChannel.breaker(name, clock);
                    var meters = new BankMeters(name, registry);
                    meters.watch(circuit, refusal);
                    Switches.watch(registry, runtime::current, Switch.bank(name));
                    channels.put(
                            bank.prefix(),
                            new ResilientBankChannel(channel, bank, circuit, meters));
                });
        return new BankChannels(channels);
    }

    static BankChannelKind kind(List<BankChannelKind> kinds, String name, BankSettings.Bank bank) {
        return kinds.stream()
                .filter(kind -> kind.kind().equals(bank.kind()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "must be one of "
                                        + kinds.stream().map(BankChannelKind::kind).toList()
                                        + ": "
                                        + BankSettings.setting(name, "kind")
                                        + "="
                                        + bank.kind()));
    }
}
