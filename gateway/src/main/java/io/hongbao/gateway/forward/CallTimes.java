package io.hongbao.gateway.forward;

import java.time.Duration;

/**
 * How long a call may take.
 *
 * @param budget all attempts together
 * @param attempt one of them
 */
public record CallTimes(Duration budget, Duration attempt) {}
