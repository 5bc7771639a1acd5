package io.hongbao.pay.card;

import io.hongbao.pay.bank.BankChannels;
import io.hongbao.pay.decline.CardDeclines;
import io.hongbao.pay.packet.PacketService;
import io.hongbao.pay.packet.PaymentEvents;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.serving.key.CardHashes;
import io.hongbao.serving.runtime.Switches;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settles card documents, in calls and in the background. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CardSettings.class)
class CardConfig {

    @Bean
    AskBank askBank(
            WalletShards shards,
            BankChannels channels,
            CardDeclines declines,
            CardSettings settings,
            PaymentEvents events,
            PacketService packets) {
        return new AskBank(shards, channels, declines, settings, events, packets);
    }

    @Bean
    ChooseCard chooseCard(
            BankChannels channels, Switches switches, CardHashes hashes, CardDeclines declines) {
        return new ChooseCard(channels, switches, hashes, declines);
    }

    @Bean(initMethod = "start")
    RetryDocuments retryDocuments(
            WalletShards shards,
            AskBank ask,
            CardSettings settings,
            Clock clock,
            MeterRegistry registry) {
        return new RetryDocuments(shards, ask, settings, clock, registry);
    }
}
