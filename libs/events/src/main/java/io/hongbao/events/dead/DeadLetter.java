package io.hongbao.events.dead;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that can never be applied as it is, and why. */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record, DeadReason reason, String detail) {}
