package io.hongbao.posting.replay;

import io.hongbao.posting.apply.ApplyRecords;
import io.hongbao.posting.apply.ApplyRecords.Destinations;
import io.hongbao.posting.apply.Posting;
import io.hongbao.posting.consume.RecordConsumers;
import io.hongbao.posting.dead.DeadLetters;
import io.hongbao.posting.event.EventReader;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Only where a replay was asked for. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("hongbao.posting.replay")
class ReplayConfig {

    @Bean
    ReplayRunner replayRunner(
            @Value("${hongbao.posting.replay}") String group,
            List<Posting<?>> postings,
            RecordConsumers consumers,
            EventReader reader,
            Destinations destinations,
            DeadLetters deadLetters) {
        Posting<?> posting =
                postings.stream()
                        .filter(it -> it.group().equals(group))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "must be one of %s: replay=%s"
                                                .formatted(
                                                        postings.stream()
                                                                .map(Posting::group)
                                                                .toList(),
                                                        group)));
        String name = ReplayDeadLetters.replayGroup(group);
        return new ReplayRunner(
                group,
                () -> consumers.factory().createConsumer(name, name),
                () -> new ApplyRecords<>(name, posting, reader, destinations),
                deadLetters,
                destinations.watch());
    }
}
