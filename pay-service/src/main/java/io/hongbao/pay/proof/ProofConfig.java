package io.hongbao.pay.proof;

import io.hongbao.contracts.id.PacketLinks;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProofSettings.class)
class ProofConfig {

    @Bean
    PaymentProofs paymentProofs(ProofSettings settings, PacketLinks links, Clock clock) {
        return new PaymentProofs(settings, links, clock);
    }
}
