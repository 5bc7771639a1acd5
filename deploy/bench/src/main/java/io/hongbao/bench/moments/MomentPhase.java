package io.hongbao.bench.moments;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How many payments by card fail for a while.
 *
 * @param failing 0 to 1
 * @param killed whether one of two packet services is killed at its begin, and started again at its
 *     end
 */
record MomentPhase(String name, double failing, Duration lasts, boolean killed) {

    static final List<MomentPhase> ALL =
            List.of(
                    new MomentPhase("payments succeed", 0, Duration.ofSeconds(20), false),
                    new MomentPhase("60 % fail", 0.6, Duration.ofSeconds(40), true),
                    new MomentPhase("all fail", 1, Duration.ofSeconds(30), false),
                    new MomentPhase("payments succeed again", 0, Duration.ofSeconds(80), false));

    static int seconds() {
        return ALL.stream().mapToInt(phase -> (int) phase.lasts().toSeconds()).sum();
    }

    /** From the begin of the drill, in seconds. */
    int from() {
        return ALL.subList(0, ALL.indexOf(this)).stream()
                .mapToInt(phase -> (int) phase.lasts().toSeconds())
                .sum();
    }

    int to() {
        return from() + (int) lasts.toSeconds();
    }

    /** As a sandbox bank is told: nothing is booked, and it answers with an error. */
    Map<String, ?> bank() {
        return failing == 0
                ? Map.of()
                : Map.of(
                        "faults",
                        List.of(
                                Map.of(
                                        "fault",
                                        "ERROR",
                                        "probability",
                                        failing,
                                        "operations",
                                        List.of("DEBIT"))));
    }
}
