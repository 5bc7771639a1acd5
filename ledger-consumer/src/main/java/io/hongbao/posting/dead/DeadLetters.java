package io.hongbao.posting.dead;

import io.hongbao.contracts.event.Topics;
import io.hongbao.posting.event.DeadReason;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
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

    /** {@code topic-partition@offset} of the record; of the first time, if it died more often. */
    public static final String ORIGIN_HEADER = "hongbao-dead-origin";

    public static final String AT_HEADER = "hongbao-dead-at";

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final int DETAIL_MAX = 300;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(12);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final MeterRegistry registry;
    private final Clock clock;

    /** {@code topic} is the one whose records die. */
    public DeadLetters(
            Producer<byte[], byte[]> producer, String topic, MeterRegistry registry, Clock clock) {
        this.producer = producer;
        this.topic = topic;
        this.registry = registry;
        this.clock = clock;
    }

    /** The topic of a group's dead letters. */
    public String topicOf(String group) {
        return Topics.deadLettersOf(topic, group);
    }

    /** True when all are in the topic; false when some may not be: then do it all again. */
    public boolean publish(String group, List<DeadLetter> letters) {
        var sent = new ArrayList<Future<?>>(letters.size());
        try {
            for (DeadLetter letter : letters) {
                sent.add(producer.send(of(group, letter)));
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
        told(group, letters);
        return true;
    }

    /** Counts each; logs one line for all, since a key that is missing kills many. */
    private void told(String group, List<DeadLetter> letters) {
        var reasons = new EnumMap<DeadReason, Integer>(DeadReason.class);
        for (DeadLetter letter : letters) {
            reasons.merge(letter.reason(), 1, Integer::sum);
            registry.counter(
                            "hongbao.posting.dead.letters",
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
                    origin(letters.getFirst().record()));
        }
    }

    private ProducerRecord<byte[], byte[]> of(String group, DeadLetter letter) {
        ConsumerRecord<byte[], byte[]> dead = letter.record();
        var headers = new RecordHeaders(dead.headers().toArray());
        for (String header : List.of(REASON_HEADER, DETAIL_HEADER, ORIGIN_HEADER, AT_HEADER)) {
            headers.remove(header);
        }
        String detail = letter.detail();
        headers.add(REASON_HEADER, bytes(letter.reason().text()))
                .add(
                        DETAIL_HEADER,
                        bytes(detail.substring(0, Math.min(DETAIL_MAX, detail.length()))))
                .add(ORIGIN_HEADER, bytes(origin(dead)))
                .add(AT_HEADER, bytes(clock.instant().toString()));
        return new ProducerRecord<>(topicOf(group), null, dead.key(), dead.value(), headers);
    }

    private static String origin(ConsumerRecord<byte[], byte[]> dead) {
        var before = dead.headers().lastHeader(ORIGIN_HEADER);
        return before == null
                ? dead.topic() + "-" + dead.partition() + "@" + dead.offset()
                : new String(before.value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
