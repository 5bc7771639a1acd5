package io.hongbao.bench.run;

import java.time.Duration;

/**
 * How a start is measured.
 *
 * @param load how long the load after the start lasts
 * @param before how long the suite is loaded before it is stopped: the rate then says how many
 *     packets the load will need
 * @param connections to the gateway
 * @param users who open
 */
public record StartSettings(Duration load, Duration before, int connections, int users) {

    /** Short, and about money only: what continuous integration runs. */
    public static StartSettings smoke() {
        return new StartSettings(Duration.ofSeconds(2), Duration.ofSeconds(1), 32, 5_000);
    }
}
