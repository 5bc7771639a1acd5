package io.hongbao.packet.activate;

import io.hongbao.contracts.event.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Puts aside what can never be applied, as it was, with the reason and where it came from. At least
 * once: a crash before the offset's commit puts it aside again.
 */
final class DeadLetters {

    static final String REASON_HEADER = "hongbao-dead-reason";

    private final Producer<String, String> producer;
    private final String topic = Topics.deadLettersOf(Topics.PAYMENTS, Topics.GROUP_ACTIVATIONS);

    DeadLetters(Producer<String, String> producer) {
        this.producer = producer;
    }

    /** Completes when all in-sync replicas have it; fails when that is not certain. */
    CompletableFuture<Void> put(ConsumerRecord<String, String> dead, String reason) {
        var letter = new ProducerRecord<String, String>(topic, dead.key(), dead.value());
        dead.headers().forEach(letter.headers()::add);
        letter.headers().add(REASON_HEADER, reason.getBytes(StandardCharsets.UTF_8));
        Origin.of(dead).addTo(letter.headers());
        var done = new CompletableFuture<Void>();
        try {
            var _ =
                    producer.send(
                            letter,
                            (_, failure) -> {
                                if (failure == null) {
                                    done.complete(null);
                                } else {
                                    done.completeExceptionally(failure);
                                }
                            });
        } catch (KafkaException failure) {
            done.completeExceptionally(failure);
        }
        return done;
    }
}
