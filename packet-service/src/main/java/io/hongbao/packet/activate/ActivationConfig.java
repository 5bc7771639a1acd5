package io.hongbao.packet.activate;

import io.hongbao.calls.combine.CombineFactory;
import io.hongbao.catalogue.WatchedSets;
import io.hongbao.contracts.event.EventStream;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.events.consume.ConsumeGroup;
import io.hongbao.events.consume.EventReader;
import io.hongbao.events.kafka.UsedTopics;
import io.hongbao.packet.activate.ApplyPayments.Payment;
import io.hongbao.packet.owner.TableOwners;
import io.hongbao.packet.pay.ParkPayments;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.serving.key.EventKeys;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What activation is made of. */
@Configuration(proxyBeanMethods = false)
class ActivationConfig {

    @Bean
    AskOwner askOwner(
            TableOwners owners,
            CombineFactory combining,
            Tickets tickets,
            ActivationSettings settings,
            Clock clock) {
        return new AskOwner(owners, combining, tickets, settings.callMax(), clock);
    }

    @Bean
    ApplyPayments applyPayments(
            SetRouter sets,
            AskOwner askOwner,
            WatchedSets catalogue,
            ParkPayments parkPayments,
            ActivationSettings settings,
            Clock clock) {
        var failing =
                new FailingSets(
                        set -> catalogue.current().find(set).isPresent(),
                        settings.parkAfter(),
                        clock);
        return new ApplyPayments(sets, askOwner, failing, parkPayments, settings.callMax(), clock);
    }

    /** Believes what the pay service signed, by whichever way it comes. */
    @Bean
    EventReader<Payment> payments(EventKeys keys) {
        return new EventReader<Payment>(Topics.GROUP_ACTIVATIONS, keys.of(EventStream.PAYMENTS))
                .with(PacketPaidV1.class, Payment::of);
    }

    @Bean
    ConsumeGroup<Payment> packetActivations(
            EventReader<Payment> payments,
            ApplyPayments applyPayments,
            ActivationSettings settings,
            ConsumeGroup.Shared shared) {
        return new ConsumeGroup<>(payments, _ -> applyPayments, settings.consume(), shared);
    }

    @Bean
    UsedTopics usedTopics() {
        return new UsedTopics(
                List.of(
                        Topics.PACKETS,
                        Topics.NOTIFICATIONS,
                        Topics.deadLettersOf(Topics.GROUP_ACTIVATIONS)));
    }
}
