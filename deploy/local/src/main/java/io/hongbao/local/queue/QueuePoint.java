package io.hongbao.local.queue;

/**
 * One look at the queue.
 *
 * @param seconds since it was full
 * @param limit the rate that held until then, in words
 * @param left events that are not applied
 * @param perSecond applied a second since the look before
 * @param heapMib what the consumer keeps in its heap, just after a full collection
 */
record QueuePoint(double seconds, String limit, long left, double perSecond, double heapMib) {}
