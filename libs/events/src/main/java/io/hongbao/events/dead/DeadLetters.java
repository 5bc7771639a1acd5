package io.hongbao.events.dead;

import io.hongbao.contracts.event.Topics;
import io.hongbao.events.kafka.DurableTopics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records into the dead-letter topic of a group: key, value and headers as they were, and
 * headers that say why, from where and when. At least once.
 */
public final class DeadLetters {

    public static final String REASON_HEADER = "hongbao-dead-reason";
    public static final String DETAIL_HEADER = "hongbao-dead-detail";
    public static final String AT_HEADER = "hongbao-dead-at";

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final int DETAIL_MAX = 300;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(12);

    private final String group;
    private final Producer<byte[], byte[]> producer;
    private final DurableTopics topics;
    private final MeterRegistry registry;
    private final InstantSource clock;

    /** {@code producer} waits for all in-sync replicas; it belongs to the caller. */
    public DeadLetters(
            String group,
            Producer<byte[], byte[]> producer,
            DurableTopics topics,
            MeterRegistry registry,
            InstantSource clock) {
        this.group = group;
        this.producer = producer;
        this.topics = topics;
        this.registry = registry;
        this.clock = clock;
    }

    /** True when all are in the topic; false when some may not be: then do it all again. */
    public boolean publish(List<DeadLetter> letters) {
        if (!topics.usable(Topics.deadLettersOf(group))) {
            return false;
        }
        var sent = new ArrayList<Future<?>>(letters.size());
        try {
            for (DeadLetter letter : letters) {
                sent.add(producer.send(of(letter)));
            }
            for (Future<?> each : sent) {
                each.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            log.warn("dead letters wait: group={} reason={}", group, e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        count(letters);
        return true;
    }

    /** Counts each; logs one line for all, since a key that is missing kills many. */
    private void count(List<DeadLetter> letters) {
        var reasons = new EnumMap<DeadReason, Integer>(DeadReason.class);
        for (DeadLetter letter : letters) {
            reasons.merge(letter.reason(), 1, Integer::sum);
            registry.counter(
                            "hongbao.dead.letters",
                            "group",
                            group,
                            "reason",
                            letter.reason().text())
                    .increment();
        }
        if (!letters.isEmpty()) {
            log.error(
                    "dead letters: group={} reasons={} first_origin={}",
                    group,
                    reasons,
                    Origin.of(letters.getFirst().record()));
        }
    }

    private ProducerRecord<byte[], byte[]> of(DeadLetter letter) {
        ConsumerRecord<byte[], byte[]> dead = letter.record();
        var headers = new RecordHeaders(dead.headers().toArray());
        headers.remove(Topics.REPLAY_HEADER);
        String detail = letter.detail();
        headers.add(REASON_HEADER, bytes(letter.reason().text()))
                .add(
                        DETAIL_HEADER,
                        bytes(detail.substring(0, Math.min(DETAIL_MAX, detail.length()))))
                .add(Origin.HEADER, bytes(Origin.of(dead).toString()))
                .add(AT_HEADER, bytes(clock.instant().toString()));
        return new ProducerRecord<>(
                Topics.deadLettersOf(group), null, dead.key(), dead.value(), headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
