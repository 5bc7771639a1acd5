package io.hongbao.events.consume;

import java.time.Duration;

/**
 * How a group consumes.
 *
 * @param threads of this instance, each a consumer of its own
 * @param recordsMax the most records of one poll
 * @param gather how long records are let gather between two polls
 * @param retryMin the wait before what failed is tried again, doubled each time
 * @param retryMax the longest such wait
 */
public record ConsumeSettings(
        int threads, int recordsMax, Duration gather, Duration retryMin, Duration retryMax) {}
