package io.hongbao.packet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What this process publishes. */
public final class CollectSentKeys implements ProducerInterceptor<byte[], byte[]> {

    private static final ConcurrentLinkedQueue<String> KEYS = new ConcurrentLinkedQueue<>();

    static void forget() {
        KEYS.clear();
    }

    static List<String> keys() {
        return List.copyOf(KEYS);
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> sent) {
        KEYS.add(new String(sent.key(), UTF_8));
        return sent;
    }

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        // Sent is enough.
    }

    @Override
    public void configure(Map<String, ?> settings) {
        // There are none.
    }

    @Override
    public void close() {
        // Has nothing of its own.
    }
}
