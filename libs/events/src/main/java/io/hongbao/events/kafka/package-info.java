/** Clients of Kafka: the one place that makes their settings. */
@NullMarked
package io.hongbao.events.kafka;

import org.jspecify.annotations.NullMarked;
