package io.hongbao.packet.freerate;

import io.hongbao.calls.fleet.Fleet;
import io.hongbao.calls.fleet.FleetService;
import io.hongbao.catalogue.WatchedRuntime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the rate follow what the pay services tell. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FreeRateSettings.class)
class FreeRateConfig {

    @Bean
    FleetTrouble fleetTrouble(Fleet fleet, MeterRegistry registry) {
        var trouble = new FleetTrouble(System::nanoTime);
        fleet.listen(FleetService.PAY_SERVICE, trouble);
        Gauge.builder("hongbao.payment.trouble", trouble, FleetTrouble::level)
                .description("How badly payments go in all pay services: 0 to 10")
                .register(registry);
        return trouble;
    }

    @Bean
    @ConditionalOnMissingBean
    FreeRate freeRate(
            FreeRateSettings settings,
            FleetTrouble trouble,
            WatchedRuntime runtime,
            MeterRegistry registry) {
        var rate =
                new FollowPayments(
                        settings.basePartsPerMillion(),
                        trouble::level,
                        () -> runtime.current().freeRate());
        Gauge.builder(
                        "hongbao.moments.free.rate",
                        () -> (double) rate.partsPerMillion() / FreeRate.ALL)
                .description("The part of the views of moments that is free")
                .register(registry);
        Gauge.builder(
                        "hongbao.moments.free.rate.forced",
                        () -> runtime.current().freeRate().isPresent() ? 1 : 0)
                .description("1 while an operator has set it")
                .register(registry);
        return rate;
    }
}
