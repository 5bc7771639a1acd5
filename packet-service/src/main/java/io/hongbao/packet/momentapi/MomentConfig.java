package io.hongbao.packet.momentapi;

import io.hongbao.packet.moment.ViewTerms;
import io.hongbao.packet.wrap.WrapSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is to pay for a view can be paid as long as a packet. */
@Configuration(proxyBeanMethods = false)
class MomentConfig {

    @Bean
    ViewTerms viewTerms(WrapSettings packets) {
        return new ViewTerms(packets.lifetime(), packets.payBy());
    }
}
