/** Clients of Kafka, and which topics are good enough. */
@NullMarked
package io.hongbao.events.kafka;

import org.jspecify.annotations.NullMarked;
