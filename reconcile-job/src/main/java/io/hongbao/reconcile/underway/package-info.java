/** What may still come: events that wait in outboxes, or in Kafka for their consumers. */
@NullMarked
package io.hongbao.reconcile.underway;

import org.jspecify.annotations.NullMarked;
