package io.hongbao.gateway.combine;

import java.time.Instant;

/**
 * One user's call on its way into a batch.
 *
 * @param deadline nobody waits for the answer after this
 * @param hasAlternative another instance would take it: not worth trying one that just failed
 */
record Item(String ticket, Instant deadline, boolean hasAlternative) {}
