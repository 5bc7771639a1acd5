package io.hongbao.events.outbox;

import java.util.List;

/** A row of the outbox that is committed, with its events. */
record CommittedRow(long id, List<OutboxEvent> events) {}
