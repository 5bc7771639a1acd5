package io.hongbao.pay.bank.http;

import io.hongbao.pay.bank.BankChannelKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Offers banks of kind {@code http}. */
@Configuration(proxyBeanMethods = false)
class HttpBankConfig {

    @Bean
    BankChannelKind httpBank(JsonMapper json) {
        return new HttpBank(json);
    }
}
