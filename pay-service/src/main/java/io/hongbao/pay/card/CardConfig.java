package io.hongbao.pay.card;

import io.hongbao.pay.bank.BankChannels;
import io.hongbao.pay.packet.PacketService;
import io.hongbao.pay.packet.PaymentEvents;
import io.hongbao.pay.shard.WalletShards;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settles card documents, in calls and in the background. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CardSettings.class)
class CardConfig {

    @Bean
    SettleDocument settleDocument(
            WalletShards shards, BankChannels banks, PaymentEvents events, PacketService packets) {
        return new SettleDocument(shards, banks, events, packets);
    }

    @Bean(initMethod = "start")
    RetryDocuments retryDocuments(
            WalletShards shards, SettleDocument settle, CardSettings settings, Clock clock) {
        return new RetryDocuments(shards, settle, settings, clock);
    }
}
