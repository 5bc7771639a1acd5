package io.hongbao.posting.consume;

import org.springframework.kafka.core.ConsumerFactory;

/** Makes consumers of records as bytes; a type of its own, beside Spring Boot's factory. */
public record RecordConsumers(ConsumerFactory<byte[], byte[]> factory) {}
