package io.hongbao.pay.trouble;

import io.hongbao.contracts.overload.PaymentTrouble;
import io.hongbao.serving.overload.Admission;
import io.hongbao.serving.ready.ReadyHeader;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Watches payments, and tells the level. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TroubleSettings.class)
class TroubleConfig {

    @Bean
    PaymentOutcomes paymentOutcomes(TroubleSettings settings) {
        return new PaymentOutcomes(settings.slowAfter());
    }

    @Bean
    WatchPayments watchPayments(
            PaymentOutcomes outcomes, Admission admission, MeterRegistry registry) {
        var watch = new WatchPayments(outcomes, admission::admitted, registry);
        watch.start();
        return watch;
    }

    @Bean
    ReadyHeader paymentTrouble(WatchPayments watch) {
        return new ReadyHeader(PaymentTrouble.HEADER, () -> Integer.toString(watch.level()));
    }
}
