package io.hongbao.pay.bank;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Connects the bank. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BankSettings.class)
class BankConfig {

    @Bean
    @ConditionalOnMissingBean
    BankChannel bankChannel(BankSettings settings, JsonMapper json) {
        return new HttpBankChannel(settings, json);
    }
}
